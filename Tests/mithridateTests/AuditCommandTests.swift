import Foundation
import Testing

@Suite struct AuditCommandTests {
  let options = "--rank 3 --sweeps 4 --fillers 3 --sizes 0.1,0.5 --target-count 2 --top 2"

  @Test func printsARowForEachAttackAndAColumnForEachSize() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("audit --ratings r.tsv \(options) --attacks none,popular")
    #expect(run.status == 0)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.map(\.first) == ["HR@2", "none", "popular"])
    #expect(rows[0].dropFirst() == ["10%", "50%"])
    #expect(rows.allSatisfy { $0.count == 3 })
    #expect(try tool.contents() == ["r.tsv"])
  }

  @Test func auditsRandomWalks() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "audit --ratings r.tsv \(options) --victim random-walk --restart 0.2 "
        + "--attacks none,fang2018,s-graph --json")
    #expect(run.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let settings = try #require(object["settings"] as? [String: Any])
    #expect(settings["victim"] as? String == "random-walk")
    #expect(settings["restart"] as? Double == 0.2)
    #expect((object["cells"] as? [[String: Any]])?.count == 6)
  }

  @Test(arguments: [
    ("--restart 1", "--restart: 1.0 is not from 0.001 to 0.999"),
    ("--holdout 0.2", "--holdout: random walks predict no ratings"),
    ("--repeats 2", "--repeats: random walks have no random start to repeat with"),
    ("--walk-steps 0", "--walk-steps: 0 is not at least 1"),
  ])
  func optionsThatWalksDoNotHave(option: String, message: String) throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("audit --ratings r.tsv \(options) --victim random-walk \(option)")
    #expect(run.status != 0)
    #expect(run.error.contains(message))
  }

  @Test func jsonHasTheAgreedKeys() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "audit --ratings r.tsv \(options) --attacks none,random --holdout 0.2 --json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let dataset = try #require(object["dataset"] as? [String: Int])
    #expect(
      dataset
        == ["users": 12, "items": 9, "ratings": Tool.ratings.split(separator: "\n").count])
    let settings = try #require(object["settings"] as? [String: Any])
    #expect(settings["seed"] as? Int == 1)
    #expect(!settings.keys.contains { $0.lowercased().contains("thread") })
    let cells = try #require(object["cells"] as? [[String: Any]])
    #expect(cells.count == 4)
    let keys: Set = [
      "attack", "size", "fakeUsers", "hitRatio", "hitRatioOfNonRaters", "confidenceLow",
      "confidenceHigh", "rmse", "secondsAttack", "secondsRefit",
    ]
    for cell in cells {
      #expect(keys.isSubset(of: cell.keys))
      #expect(cell["rmse"] is Double)
    }
    #expect(cells.map { $0["fakeUsers"] as? Int } == [0, 0, 1, 6])
  }

  @Test func rmseIsNullWithoutAHoldOut() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("audit --ratings r.tsv \(options) --attacks none --json")
    #expect(run.output.contains("\"rmse\" : null"))
  }

  @Test func threadsDoNotChangeTheResult() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    func result(_ more: String) throws -> NSDictionary {
      try tool.run("audit --ratings r.tsv \(options) --json \(more)").timelessJSON()
    }
    let one = try result("--threads 1")
    #expect(try one == result("--threads 2"))
    #expect(try one == result(""))
    #expect(try one != result("--seed 2"))
    let single = try result("--precision float --threads 1")
    #expect(try single == result("--precision float --threads 3"))
  }

  @Test func aFinishedAuditIsNotComputedAgain() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let command = "audit --ratings r.tsv \(options) --attacks none,popular --out o --json"
    let first = try tool.run(command)
    #expect(first.status == 0)
    // Seconds are read from the cells, so the same bytes come out only if no cell was computed.
    #expect(try tool.run(command).output == first.output)
    let cells = tool.folder.appendingPathComponent("o/cells")
    let names = try FileManager.default.contentsOfDirectory(atPath: cells.path)
    let popular = try #require(names.first { $0.hasPrefix("popular") })
    try FileManager.default.removeItem(at: cells.appendingPathComponent(popular))
    #expect(try tool.run(command).timelessJSON() == first.timelessJSON())
  }

  @Test func aFolderOfAnotherAuditIsRefused() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    try tool.write(Tool.ratings + "u0\ti8\t1\n", to: "other.tsv")
    #expect(try tool.run("audit --ratings r.tsv \(options) --attacks none --out o").status == 0)
    let seed = try tool.run("audit --ratings r.tsv \(options) --attacks none --out o --seed 2")
    #expect(seed.status == 2)
    #expect(seed.error.contains("seed"))
    let data = try tool.run("audit --ratings other.tsv \(options) --attacks none --out o")
    #expect(data.status == 2)
    for run in [seed, data] { #expect(run.error.split(separator: "\n").count == 1) }
  }

  @Test func acceptsGivenTargetsAndATestSet() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    try tool.write("u0,i1,4\nu1,i0,2\n", to: "test.csv")
    let run = try tool.run(
      "audit --ratings r.tsv --rank 2 --fillers 2 --sizes 0.2 --attacks random "
        + "--target i3 i4 --test test.csv --json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"i3\""))
    #expect(!run.output.contains("\"rmse\" : null"))
  }

  @Test func showsTheHeldOutErrorAndWhatItRestsOn() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    // u0 has rated i0; nobody is called stranger.
    try tool.write("u0,i0,4\nu1,i0,2\nstranger,i0,2\nu1,nothing,2\n", to: "test.csv")
    let run = try tool.run(
      "audit --ratings r.tsv --rank 2 --fillers 2 --sizes 0.2 --attacks random "
        + "--target-count 1 --test test.csv")
    #expect(run.status == 0)
    let heads = run.output.split(separator: "\n").filter { $0.contains("%") }
    #expect(heads.map { $0.prefix(4) } == ["HR@1", "RMSE", "MAE "])
    #expect(
      run.error.contains(
        "RMSE and MAE on 2 ratings held out; 1 left out, their users unknown; "
          + "1 left out, their items unknown; 1 of them are fitted too, so not held out"))
  }

  @Test func targetsAreToldApartByTheirBytes() throws {
    let tool = try Tool()
    try tool.write(
      Tool.ratings + "u0\tcaf\u{e9}\t4\nu1\tcaf\u{e9}\t4\nu2\tcafe\u{301}\t3\n", to: "r.tsv")
    let run = try tool.run(
      "audit --ratings r.tsv --rank 2 --fillers 2 --sizes 0.2 --attacks random "
        + "--target cafe\u{301} --out o --json")
    #expect(run.status == 0)
    let profiles = try tool.read("o/profiles/random-cafe%CC%81.csv")
    #expect(profiles.utf8.contains(0xcc))
  }
}
