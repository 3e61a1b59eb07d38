import Foundation
import Testing

@Suite struct ReproduceCommandTests {
  static let isDrawable = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/gnuplot") }

  let options = "--ratings r.tsv --rank 3 --sweeps 4 --fillers 3 --target-count 2 --top 2 --out o"

  @Test(arguments: ["table1", "table3", "table4"]) func tablesAreWrittenAndPrinted(name: String)
    throws
  {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let command = "reproduce \(name) \(options) --attacks none,sgld --sizes 0.1,0.5"
    let run = try tool.run(command)
    #expect(run.status == 0)
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.map(\.first) == ["HR@2", "none", "sgld"])
    #expect(run.error.contains("o: \(name).md, \(name).csv"))
    let files = try tool.files()
    #expect(
      try tool.read("o/\(name).md").contains("| sgld\(name == "table3" ? " †" : "") | **here** |"))
    #expect(try tool.read("o/\(name).csv").split(separator: "\n").count == 5)
    // A second run takes every cell from the first and writes the same.
    #expect(try tool.run(command).output == run.output)
    #expect(try tool.files() == files)
  }

  @Test func targetsCanBeGiven() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    for name in ["--target", "--targets"] {
      let run = try tool.run(
        "reproduce table1 --ratings r.tsv --rank 2 --fillers 2 --attacks random --sizes 0.2 "
          + "\(name) i3 i4 --out o")
      #expect(run.status == 0)
      #expect(try tool.read("o/table1.md").contains("2 given targets"))
    }
  }

  @Test(.enabled(if: isDrawable)) func theFigureIsDrawnBesideItsData() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.run(
      "reproduce figure1 \(options) --size 0.2 --attacks pga --baselines average --shares 0.6,1 "
        + "--attacker-ranks 2")
    #expect(run.status == 0)
    let rows = run.output.split(separator: "\n")
    #expect(rows.map { $0.prefix(7) } == ["HR@2   ", "average", "pga, d "])
    #expect(
      try Set(tool.files().keys.filter { $0.hasPrefix("o/figure1.") }) == [
        "o/figure1.csv", "o/figure1.dat", "o/figure1.gnuplot", "o/figure1.md", "o/figure1.png",
        "o/figure1.svg",
      ])
  }

  @Test func withoutGnuplotTheFigureIsRefusedBeforeAnyWork() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let run = try tool.shell("PATH=/nowhere tool reproduce figure1 \(options)")
    #expect(run.status == 2)
    #expect(run.error.split(separator: "\n").count == 1)
    #expect(run.error.contains("apt install gnuplot-nox"))
    #expect(try tool.contents() == ["r.tsv"])
  }

  @Test func aFolderOfOtherSettingsIsRefused() throws {
    let tool = try Tool()
    try tool.write(Tool.ratings, to: "r.tsv")
    let command = "reproduce table1 \(options) --attacks none --sizes 0.1"
    #expect(try tool.run(command).status == 0)
    let files = try tool.files()
    let run = try tool.run(command + " --seed 2")
    #expect(run.status == 2)
    #expect(run.error.contains("seed"))
    #expect(try tool.files() == files)
  }
}
