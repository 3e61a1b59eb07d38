import Foundation
import Testing

/// `mithridate fit` and `mithridate recommend`, which work on each other's files.
@Suite struct FitCommandTests {
  @Test func writesFactorsAndPrintsWhatTheFitEndedAt() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run("fit --ratings r.tsv --rank 3 --sweeps 7 --tolerance 0 --out f")
    #expect(run.status == 0)
    for line in ["objective ", "sweeps          7", "gradient norm ", "effective rank  3 of 3"] {
      #expect(run.output.contains(line))
    }
    let users = try tool.read("f/users.txt").split(separator: "\n")
    #expect(users == (0..<12).map { "u\($0)" })
    let size = try FileManager.default
      .attributesOfItem(atPath: tool.folder.appendingPathComponent("f/user_factors.npy").path)
    #expect(size[.size] as? Int == 128 + 12 * 3 * 8)
  }

  @Test func goesOnFromWrittenFactors() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    func fit(_ more: String) throws -> [String: Any] {
      let run = try tool.run("fit --ratings r.tsv --rank 3 --tolerance 0 --json \(more)")
      return try #require(
        try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    }
    let whole = try fit("--sweeps 9 --out whole")
    _ = try fit("--sweeps 4 --out half")
    let rest = try fit("--sweeps 5 --init half --out rest")
    #expect(whole["objective"] as? Double == rest["objective"] as? Double)
    #expect(whole["gradientNorm"] as? Double == rest["gradientNorm"] as? Double)
  }

  @Test func aTightToleranceEndsAtAStationaryPoint() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "fit --ratings r.tsv --rank 2 --sweeps 100000 --tolerance 1e-15 --out f --json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(try #require(report["gradientNorm"] as? Double) < 1e-4)
    #expect(report["isConverged"] as? Bool == true)
  }

  @Test func accelerationReachesTheGradientAskedFor() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "fit --ratings r.tsv --rank 3 --sweeps 500 --tolerance 0 --acceleration lbfgs "
        + "--gradient-tolerance 1e-9 --out f --json")
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(try #require(report["gradientNorm"] as? Double) <= 1e-9)
    #expect(try #require(report["objectives"] as? [Double]).count < 500)
  }

  @Test func identifiersThatOnlyLookEqualComeBack() throws {
    let tool = try Tool()
    try tool.write("u\tcaf\u{e9}\t4\nv\tcafe\u{301}\t3\nv\tx\t1\n", to: "r.tsv")
    #expect(try tool.run("fit --ratings r.tsv --rank 2 --out f").status == 0)
    #expect(try tool.run("recommend --ratings r.tsv --factors f --out l.csv.gz").status == 0)
    let packed = try Data(contentsOf: tool.folder.appendingPathComponent("l.csv.gz"))
    #expect(packed.prefix(2) == Data([0x1f, 0x8b]))
  }

  @Test func aFailedWriteLeavesTheOldFactors() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    #expect(try tool.run("fit --ratings r.tsv --rank 2 --out f").status == 0)
    let items = tool.folder.appendingPathComponent("f/item_factors.npy")
    let old = try Data(contentsOf: items)
    let users = tool.folder.appendingPathComponent("f/users.txt")
    try FileManager.default.removeItem(at: users)
    try FileManager.default.createDirectory(at: users, withIntermediateDirectories: false)
    let run = try tool.run("fit --ratings r.tsv --rank 3 --out f")
    #expect(run.status == 2)
    #expect(run.error.contains("users.txt: is a folder"))
    #expect(try Data(contentsOf: items) == old)
  }

  @Test func listsFromFactorsAreThoseOfTheFit() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    _ = try tool.run("fit --ratings r.tsv --rank 3 --sweeps 5 --out f")
    let fitted = try tool.run("recommend --ratings r.tsv --rank 3 --sweeps 5 --top 3 --out a.csv")
    let read = try tool.run("recommend --ratings r.tsv --factors f --top 3 --out b.csv")
    #expect(fitted.status == 0 && read.status == 0)
    let lines = try tool.read("a.csv").split(separator: "\n")
    #expect(try tool.read("b.csv").split(separator: "\n") == lines)
    #expect(lines[0] == "user,rank,item,score")
    let rated = Set(Tool.ratings.split(separator: "\n").map { $0.split(separator: "\t").prefix(2) })
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",")
      #expect(!rated.contains([fields[0], fields[2]]))
    }
    // Everybody has three or more unrated items.
    #expect(lines.count == 1 + 12 * 3)
  }
}
