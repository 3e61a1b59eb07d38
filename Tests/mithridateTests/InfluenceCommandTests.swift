import Foundation
import Testing

@Suite struct InfluenceCommandTests {
  @Test func writesAnInfluenceForEachUserAndPrintsItsGrounds() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    for more in [
      "", "--method exact", "--method exact --sample-users 4", "--solve damped",
      "--sweeps-ahead 3 --precision float",
      "--solve stationary --acceleration lbfgs --tolerance 0 --gradient-tolerance 1e-9 "
        + "--sweeps 2000",
    ] {
      let run = try tool.run(
        "influence --ratings r.tsv --rank 3 --target i1 --out \(UUID().uuidString).csv \(more)")
      #expect(run.status == 0, "\(more): \(run.error)")
      for line in ["objective ", "gradient norm ", "effective rank ", "solve "] {
        #expect(run.output.contains(line))
      }
    }
    let run = try tool.run(
      "influence --ratings r.tsv --rank 3 --target i1 --out out.csv --json")
    let certificate = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(certificate["iterations"] as? Int == 20)
    let lines = try tool.read("out.csv").split(separator: "\n")
    #expect(lines.first == "user,influence")
    #expect(lines.count == 13)
    #expect(
      lines.dropFirst().allSatisfy { Double($0.split(separator: ",")[1]).map { $0 > 0 } ?? false })
  }

  @Test func writtenFactorsGiveTheSameInfluence() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    _ = try tool.run("fit --ratings r.tsv --rank 3 --sweeps 9 --out f")
    let first = try tool.run(
      "influence --ratings r.tsv --rank 3 --sweeps 9 --target i2 --out a.csv")
    let second = try tool.run("influence --ratings r.tsv --factors f --target i2 --out b.csv")
    #expect(first.status == 0 && second.status == 0)
    #expect(try tool.read("a.csv") == tool.read("b.csv"))
  }

  @Test func aFitThatIsNoMinimumHasNoStationaryInfluence() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "influence --ratings r.tsv --rank 3 --target i1 --out out.csv --solve stationary --sweeps 1")
    #expect(run.status == 2)
    #expect(run.error.contains("the fit is no minimum"))
  }

  @Test func mistakesAreOneLineAndNoFile() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    for (more, word) in [
      ("--target nobody", "--target"), ("--target i1 --sweeps-ahead 0", "--sweeps-ahead"),
      ("--target i1 --damping 1", "--damping"),
      ("--target i1 --solve damped --damping -1", "--damping"),
      ("--target i1 --sample-users 3", "--sample-users"), ("--target i1 --method fast", "--method"),
    ] {
      let run = try tool.run("influence --ratings r.tsv --rank 3 --out out.csv \(more)")
      #expect(run.status == 2, "\(more)")
      #expect(run.error.contains(word) && run.error.hasPrefix("mithridate: error:"), "\(run.error)")
      #expect(run.error.split(separator: "\n").count == 1)
      #expect(
        !FileManager.default.fileExists(
          atPath: tool.folder.appendingPathComponent("out.csv").path))
    }
  }
}
