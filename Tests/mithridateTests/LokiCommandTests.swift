import Foundation
import Testing

/// `mithridate loki` on small files.
@Suite struct LokiCommandTests {
  /// A tool with a file of sequences.
  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(Tool.sequences, to: "s.txt")
    return tool
  }

  private let small = "--target-count 3 --target-user-count 4 --top 5 --actions 4 --controlled 0.1"

  @Test func everyAttackHasARow() throws {
    let tool = try tool()
    let run = try tool.run(
      "loki --sequences s.txt --victim fpmc --simulators bprmf,transrec \(small) --episodes 32 "
        + "--clusters 2 --local-epochs 2")
    #expect(run.status == 0)
    let names = ["none", "random", "popular", "alternate", "alternate-last", "greedy", "loki"]
    for name in names { #expect(run.output.contains("\n\(name) ")) }
    #expect(run.output.contains("6 fake users with 4 actions each beside 60"))
  }

  @Test func jsonHoldsTheCellsAndDependsOnTheSeedAlone() throws {
    let tool = try tool()
    let command = "loki --sequences s.txt --victim bprmf --attacks none,alternate \(small) --json"
    let first = try tool.run("\(command) --threads 1 --out r.json")
    #expect(first.status == 0)
    #expect(try tool.read("r.json") == first.output)
    struct Result: Decodable {
      struct Cell: Decodable {
        let attack: String
        let displayRate: Double
        let anyTargetRate: Double
        let seconds: Double
      }
      let cells: [Cell]
      let targets: [String]
    }
    func result(_ text: String) throws -> Result {
      try JSONDecoder().decode(Result.self, from: Data(text.utf8))
    }
    let cells = try result(first.output).cells
    #expect(cells.map(\.attack) == ["none", "alternate"])
    #expect(cells.allSatisfy { 0...1 ~= $0.displayRate && $0.seconds >= 0 })
    let again = try result(tool.run("\(command) --threads 2").output)
    #expect(again.cells.map(\.displayRate) == cells.map(\.displayRate))
    let other = try result(tool.run("\(command) --seed 2").output)
    #expect(try other.targets != result(first.output).targets)
  }

  @Test func aPolicyAndItsCurveAreKeptAndTakenUp() throws {
    let tool = try tool()
    let command =
      "loki --sequences s.txt --victim fpmc --simulators bprmf --attacks loki \(small) "
      + "--episodes 32 --clusters 2 --local-epochs 2 --queries 1"
    let first = try tool.run("\(command) --save-policy p.json --curve c.csv")
    #expect(first.status == 0)
    #expect(first.output.contains("weights of the simulator: bprmf 1.000\n"))
    #expect(try tool.read("c.csv").hasPrefix("episode,mean_return,exploration,loss\n16,"))
    #expect(try tool.run("\(command) --policy p.json --estimator influence").status == 0)
    let other = try tool.run("\(command) --policy p.json --actions 5")
    #expect(other.status != 0)
    #expect(other.error.contains("policy"))
    try tool.write("{}", to: "e.json")
    let empty = try tool.run("\(command) --policy e.json")
    #expect(empty.status != 0)
    #expect(empty.error.contains("e.json: holds no policy"))
  }

  @Test func fakeUsersAreKeptAndGivenBack() throws {
    let tool = try tool()
    let command = "loki --sequences s.txt --victim bprmf \(small) --attacks"
    let made = try tool.run("\(command) none,alternate,random --save-sequences fakes --json")
    #expect(made.status == 0)
    let lines = try tool.read("fakes/alternate.txt").split(separator: "\n")
    #expect(lines.count == 6)
    for (number, line) in lines.enumerated() {
      #expect(line.hasPrefix("fake\(number + 1) i"))
      #expect(line.split(separator: " ").count == 5)
    }
    #expect(try tool.read("fakes/random.txt") != tool.read("fakes/alternate.txt"))
    #expect(throws: (any Error).self) { try tool.read("fakes/none.txt") }
    struct Result: Decodable {
      struct Cell: Decodable {
        let attack: String
        let displayRate: Double
        let logLikelihood: Double
        let fakeUsers: Int?
      }
      let cells: [Cell]
    }
    func cells(_ text: String) throws -> [Result.Cell] {
      try JSONDecoder().decode(Result.self, from: Data(text.utf8)).cells
    }
    let again = try tool.run("\(command) none --given fakes/alternate.txt --json")
    #expect(again.status == 0)
    let (first, given) = try (cells(made.output)[1], #require(cells(again.output).last))
    #expect(given.attack == "given" && given.fakeUsers == 6 && first.fakeUsers == nil)
    #expect(given.displayRate == first.displayRate && given.logLikelihood == first.logLikelihood)
    let fewer = Array(lines.prefix(2)).joined(separator: "\n") + "\n"
    try tool.write(fewer, to: "few.txt")
    let few = try tool.run("\(command) none --given few.txt")
    #expect(few.output.contains("given: 2 fake users of its own"))
  }

  @Test func namesWithBlanksAreKeptBetweenCommas() throws {
    let tool = try Tool()
    let lines = (0..<20).map { user in
      "u\(user)," + (0..<5).map { "item \((user * 3 + $0 * 7) % 12)" }.joined(separator: ",")
    }
    try tool.write(lines.joined(separator: "\n") + "\n", to: "s.csv")
    let command =
      "loki --sequences s.csv --layout sequences --separator comma --victim bprmf --target-count 2 "
      + "--target-user-count 2 --top 2 --actions 3 --attacks"
    #expect(try tool.run("\(command) alternate --save-sequences f").status == 0)
    #expect(try tool.read("f/alternate.txt").hasPrefix("fake1,item "))
    #expect(try tool.run("\(command) none --given f/alternate.txt").status == 0)
  }

  @Test func targetsCanBeNamedAndDemoted() throws {
    let tool = try tool()
    let command = "loki --sequences s.txt --attacks none,alternate"
    let named = try tool.run(
      "\(command) --targets i20,i21 --target-users u1 --top 5 --actions 4 --controlled 0.1 --json")
    #expect(named.status == 0)
    #expect(named.output.contains("\"i20\",\n    \"i21\""))
    let demotion = try tool.run("\(command) \(small) --goal demote")
    #expect(demotion.output.contains("lists of 5, to demote"))
  }

  @Test(arguments: [
    ("--targets i3,i99 --attacks none", "--targets: no item of the sequences is named \"i99\""),
    ("--target-users x --attacks none", "--target-users: no user of the sequences is named \"x\""),
    ("--queries=-1", "--queries: -1 is not at least 0"),
    ("--estimator guess", "--estimator"),
    ("--portions 0", "--portions: 0 is not at least 1"),
    ("--curve c.pdf", "c.pdf does not end in .csv, .svg or .png"),
    ("--attacks none --save-policy p.json", "--save-policy needs loki among the --attacks"),
    ("--save-policy no/p.json", "--save-policy: no/p.json: there is no such folder"),
    ("--policy none.json", "none.json: "),
    ("--victim fpmc --simulators fpmc", "simulators: a model besides the victim, fpmc, is needed"),
    ("--victim fpmc --simulators bprmf,fpmc", "the victim, fpmc, is unknown to attackers"),
    ("--episodes 0", "--episodes: 0 is not at least 1"),
    ("--controlled 0", "controlled: 0.0 is not above 0 and at most 1"),
    ("--actions 0", "actions: 0 is not at least 1"),
    ("--attacks none,bandit", "attacks: \"bandit\" is not one of none, random"),
    ("--target-count 41 --attacks none", "--target-count: 41 are more than the 40 items"),
    ("--victim svd", "--victim"),
    ("--targets i1 --target-count 2", "--target-count and --targets exclude each other"),
    ("--target-users u1 --target-user-count 2", "--target-user-count and --target-users exclude"),
    ("--clusters=-1", "clusters: -1 is not in 0...40"),
    ("--clusters 41", "clusters: 41 is not in 0...40"),
    ("--attacks greedy --clusters 41", "clusters: 41 is not in 0...40"),
    ("--portions 50", "portions: 50 are more than the"),
    (
      "--goal demote --target-count 6 --target-user-count 1 --top 5 --attacks none",
      "--target-count: 6 are more than the 5 items that the clean victim shows"
    ),
    ("--goal demote --targets i1,i1 --attacks none", "--targets: one is given twice"),
    ("--attacks none --given no.txt", "no.txt: "),
    ("--attacks none --given s.txt --save-sequences s.txt", "--save-sequences: s.txt is a file"),
  ])
  func refuses(arguments: String, message: String) throws {
    let run = try tool().run("loki --sequences s.txt \(arguments)")
    #expect(run.status != 0)
    #expect(run.error.contains(message))
  }

  @Test func givenItemsHaveToBeKnown() throws {
    let tool = try tool()
    try tool.write("a i1 i2\nb i1 i99\n", to: "f.txt")
    let run = try tool.run("loki --sequences s.txt --attacks none --given f.txt")
    #expect(run.status == 2)
    #expect(run.error.contains("f.txt: item 'i99'"))
    #expect(run.output.isEmpty)
  }

  @Test func listsOfAnyLengthAreNoError() throws {
    let tool = try tool()
    for goal in ["promote", "demote"] {
      let run = try tool.run(
        "loki --sequences s.txt --victim bprmf --attacks none --goal \(goal) --target-count 3 "
          + "--target-user-count 4 --top \(Int.max)")
      #expect(run.status == 0)
    }
  }

  /// Random users are drawn among those whom the targets can be shown to.
  @Test func usersWhoHaveSeenAllTargetsAreNotDrawn() throws {
    let tool = try Tool()
    let lines = (0..<20).map { "u\($0) \($0 < 15 ? "a" : "b") c d e f" }
    try tool.write(lines.joined(separator: "\n") + "\n", to: "s.txt")
    let audit = "loki --sequences s.txt --victim bprmf --attacks none --targets a --top 2"
    let run = try tool.run("\(audit) --target-user-count 5 --json")
    #expect(run.status == 0)
    for user in 15..<20 { #expect(run.output.contains("\"u\(user)\"")) }
    let more = try tool.run("\(audit) --target-user-count 6")
    #expect(more.status == 2)
    #expect(more.error.contains("6 are more than the 5 users who have not seen all targets"))
    let named = try tool.run("\(audit) --target-users u0")
    #expect(named.status == 2)
    #expect(named.error.contains("u0"))
  }

  @Test func shortSequencesAreAnError() throws {
    let tool = try Tool()
    try tool.write("a x y z\nb x y\n", to: "s.txt")
    let run = try tool.run("loki --sequences s.txt --attacks none")
    #expect(run.status == 2)
    #expect(run.error.contains("user 'b' has 2 actions"))
  }
}
