import Foundation
import Testing

@Suite struct DetectCommandTests {
  @Test func scoresEveryUserWithoutAModel() throws {
    let tool = try Tool()
    let run = try tool.run("detect --synthetic small --flagged-share 0.1 --out s.csv")
    #expect(run.status == 0)
    let lines = try tool.read("s.csv").split(separator: "\n")
    #expect(lines.first == "user,score,flagged")
    #expect(lines.count == 601)
    #expect(lines.count { $0.hasSuffix(",1") } == 60)
    #expect(run.error.contains("60 of 600 users flagged"))
  }

  @Test func aTrainedModelFindsTheAttackThatItHasLearned() throws {
    let tool = try Tool()
    let train = try tool.run(
      "detect train --synthetic small --attack random --size 0.05 --training-users 60 "
        + "--out m.json")
    #expect(train.status == 0, "\(train.error)")
    #expect(train.error.contains("60 fake and 60 normal examples"))
    let run = try tool.run("detect --synthetic small --model m.json --out s.csv")
    #expect(run.status == 0)
    // Few of those who are all normal are flagged.
    #expect(try tool.read("s.csv").split(separator: "\n").count { $0.hasSuffix(",1") } < 60)
  }

  /// A detector can learn from an attacker who knows less, as the one of an audit does.
  @Test func whatTheAttackerKnowsIsAnOption() throws {
    let tool = try Tool()
    let command =
      "detect train --synthetic small --attack s-tna-rand --steps 2 --size 0.05 "
      + "--training-users 60 --rank 4 --sweeps 2"
    for (name, options) in [
      ("all", ""), ("part", "--observed 0.3"), ("rank", "--attacker-rank 2"),
    ] {
      let run = try tool.run("\(command) \(options) --out \(name).json")
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try tool.read("all.json") != tool.read("part.json"))
    #expect(try tool.read("all.json") != tool.read("rank.json"))
    let wrong = try tool.run("\(command) --observed 2 --out no.json")
    #expect(wrong.status == 2 && wrong.error.contains("--observed"))
  }

  @Test func labelsOfOnesOwnTrainAModel() throws {
    let tool = try Tool()
    var (ratings, labels) = ("", "user,label\n")
    for user in 0..<40 {
      let isFake = user % 4 == 0
      if user != 7 { labels += "u\(user),\(isFake ? 1 : 0)\n" }
      for item in 0..<10 where isFake || (user + 3 * item) % 4 < 2 {
        ratings += "u\(user)\ti\(item)\t\(isFake ? (item == 2 ? 5 : 1) : 3 + (user + item) % 2)\n"
      }
    }
    try tool.write(ratings, to: "r.tsv")
    try tool.write(labels, to: "l.csv")
    let run = try tool.run("detect train --ratings r.tsv --labels l.csv --check --out m.json")
    #expect(run.status == 0, "\(run.error)")
    #expect(run.output.contains("recall               1.0"))
    #expect(run.error.contains("no label of 1 users") && run.error.contains("29 normal"))
    for (options, words) in [
      ("--ratings r.tsv --labels r.tsv", ["r.tsv:1"]), ("--ratings r.tsv", ["--labels"]),
      ("--ratings r.tsv --labels l.csv --attack random", ["not both"]),
      ("--ratings r.tsv --attack magic", ["magic"]), ("--ratings r.tsv --attack none", ["none"]),
      ("--ratings r.tsv --attack random --check", ["--check"]),
      (
        "--ratings r.tsv --attack random --fillers 3 --training-users 6000000000",
        ["--training-users"]
      ),
      ("--ratings r.tsv --labels none.csv", ["none.csv"]),
    ] {
      let wrong = try tool.run("detect train \(options) --out n.json")
      #expect(wrong.status == 2, "\(options)")
      #expect(words.allSatisfy { wrong.error.contains($0) }, "\(wrong.error)")
      #expect(try !tool.contents().contains("n.json"))
    }
    // The model on the users that it has learned from, who are easy; and a bad file of labels.
    let judged = try tool.run("detect --ratings r.tsv --model m.json --labels l.csv --out s.csv")
    #expect(judged.status == 0 && judged.output.contains("area under curve     1.0"))
    let unlearned = try tool.run("detect --ratings r.tsv --labels l.csv --out s.csv")
    #expect(unlearned.output.contains("precision ") && unlearned.output.contains("recall "))
    let unread = try tool.run("detect --ratings r.tsv --labels r.tsv --out u.csv")
    #expect(unread.status == 2 && unread.error.contains("r.tsv:1"))
    #expect(try !tool.contents().contains("u.csv"))
    try tool.write("{", to: "bad.json")
    let bad = try tool.run("detect --ratings r.tsv --model bad.json --out s.csv")
    #expect(bad.status == 2 && bad.error.contains("bad.json"))
    let share = try tool.run("detect --ratings r.tsv --flagged-share 1.5 --out s.csv")
    #expect(share.status == 2 && share.error.contains("--flagged-share"))
  }

  /// What a command would not heed is refused, and both options are named.
  @Test(arguments: [
    ("detect --model m.json --flagged-share 0.1", ["--model", "--flagged-share"]),
    ("detect --model m.json --components 3", ["--model", "--components"]),
    ("detect --model m.json --seed 1", ["--model", "--seed"]),
    ("detect train --labels l.csv --size 0.01", ["--labels", "--size"]),
    ("detect train --labels l.csv --training-users 800", ["--labels", "--training-users"]),
    ("detect train --labels l.csv --fillers 4", ["--labels", "--fillers"]),
    ("detect train --labels l.csv --rank 64", ["--labels", "--rank"]),
    ("detect train --labels l.csv --sweeps 3", ["--labels", "--sweeps"]),
    ("detect train --labels l.csv --observed 0.5", ["--labels", "--observed"]),
    ("detect train --labels l.csv --attacker-rank 8", ["--labels", "--attacker-rank"]),
    ("detect train --labels l.csv --steps 3", ["--labels", "--steps"]),
    ("detect train --labels l.csv --walk-steps 3", ["--labels", "--walk-steps"]),
    ("detect train --labels l.csv --restart 0.2", ["--labels", "--restart"]),
    ("detect train --attack random --check", ["--attack", "--check"]),
    ("detect train --attack random --features rdma", ["--attack", "--features"]),
  ])
  func optionsWithoutEffectAreErrors(_ command: String, _ names: [String]) throws {
    let tool = try Tool()
    let run = try tool.run(command + " --synthetic small --out out.json")
    #expect(run.status == 2)
    #expect(names.allSatisfy { run.error.contains($0) }, "\(run.error)")
    #expect(run.error.contains("exclude each other"))
    #expect(try tool.contents().isEmpty)
  }

  /// Other walks make other fake users.
  @Test func learnsFromAttacksOnWalks() throws {
    let tool = try Tool()
    for (restart, out) in [("0.3", "a.json"), ("0.3", "b.json"), ("0.9", "c.json")] {
      let run = try tool.run(
        "detect train --synthetic small --attack s-graph --size 0.01 --training-users 10 "
          + "--walk-steps 1 --influential-users 5 --restart \(restart) --out \(out)")
      #expect(run.status == 0, "\(run.error)")
    }
    #expect(try tool.read("a.json") == tool.read("b.json"))
    #expect(try tool.read("a.json") != tool.read("c.json"))
    let bad = try tool.run(
      "detect train --synthetic small --attack s-graph --walk-steps 0 --out d.json")
    #expect(bad.status == 2 && bad.error.contains("--walk-steps"))
  }

  /// A log without its scale's ends is on the model's; `--scale` decides otherwise.
  @Test func aModelJudgesItsOwnScale() throws {
    let tool = try Tool()
    let train = try tool.run(
      "detect train --synthetic small --attack random --size 0.05 --training-users 40 --out m.json")
    #expect(train.status == 0)
    try tool.write(Tool.ratings.replacing("\t5\n", with: "\t4\n"), to: "low.tsv")
    let low = try tool.run("detect --ratings low.tsv --model m.json --out low.csv")
    #expect(low.status == 0 && low.error.contains("--scale would say otherwise"))
    let told = try tool.run("detect --ratings low.tsv --scale 1:5 --model m.json --out told.csv")
    #expect(told.status == 0 && !told.error.contains("otherwise"))
    #expect(try tool.read("low.csv") == tool.read("told.csv"))

    try tool.write(Tool.ratings + "u1\tx\t7\n", to: "high.tsv")
    for options in ["--ratings low.tsv --scale 1:4", "--ratings high.tsv"] {
      let run = try tool.run("detect \(options) --model m.json --out no.csv")
      #expect(run.status == 2 && run.error.contains("--scale 1:5"), "\(run.error)")
    }
    #expect(try !tool.contents().contains("no.csv"))
  }

  /// Labels that tell nothing take the search for C and gamma seconds.
  @Test func interruptEndsATrainingAndLeavesNoFile() throws {
    let tool = try Tool()
    var (ratings, labels) = ("", "")
    for user in 0..<600 {
      labels += "u\(user)\t\(user * user % 7 % 2)\n"
      for item in 0..<12 where (user * 31 + item * item * 17) % 5 < 3 {
        ratings += "u\(user)\ti\(item)\t\(1 + (user * item + user / 3 + item) % 5)\n"
      }
    }
    try tool.write(ratings, to: "r.tsv")
    try tool.write(labels, to: "l.tsv")
    let (process, text) = try tool.interrupt(
      "detect train --ratings r.tsv --labels l.tsv --threads 1 --out m.json")
    #expect(process.terminationStatus == 130, "\(text)")
    #expect(text.contains("interrupted"))
    #expect(try tool.contents() == ["r.tsv", "l.tsv"])
  }

  @Test func auditsBehindADetector() throws {
    let tool = try Tool()
    let run = try tool.run(
      "audit --synthetic small --target-count 1 --rank 4 --sizes 0.05 --attacks none,random "
        + "--detector svm --training-users 40")
    #expect(run.status == 0, "\(run.error)")
    for head in ["HR@10 ", "FNR ", "FPR ", "HR@10 after"] {
      #expect(run.output.split(separator: "\n").contains { $0.hasPrefix(head) }, "\(head)")
    }
    let table = try tool.run(
      "reproduce table2 --synthetic small --target-count 1 --rank 4 --sizes 0.05 "
        + "--attacks none,random --detector pca --out o")
    #expect(table.status == 0)
    #expect(try tool.read("o/table2.md").contains("| none | **here** |"))
    let none = try tool.run("reproduce table2 --synthetic small --detector none --out o")
    #expect(none.status == 2 && none.error.contains("--detector"))
  }
}
