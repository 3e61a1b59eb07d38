import Foundation
import Testing

/// `mithridate reproduce loki-figure3` to `loki-figure6` on small files.
@Suite(.enabled(if: ReproduceCommandTests.isDrawable)) struct ReproduceLokiCommandTests {
  /// A tool with a file of sequences.
  private func tool() throws -> Tool {
    let tool = try Tool()
    try tool.write(Tool.sequences, to: "s.txt")
    return tool
  }

  private let small =
    "--sequences s.txt --target-count 3 --target-user-count 4 --top 5 --victims bprmf,fpmc "
    + "--attacks none,random,alternate --seeds 1,2 --out o"

  @Test(arguments: [
    ("loki-figure3", "--sizes 0.1 --actions 4", 1 + 2 * 3),
    ("loki-figure4", "--sizes 0.1,0.2 --actions 4", 1 + 2 * 3 * 2),
    ("loki-figure5", "--sizes 0.1 --actions 3,4", 1 + 2 * 3 * 2),
  ]) func displayRatesAreWrittenAndPrinted(name: String, budget: String, lines: Int) throws {
    let tool = try tool()
    let command = "reproduce \(name) \(small) \(budget)"
    let run = try tool.run(command)
    #expect(run.status == 0)
    #expect(run.output.contains("alternate"))
    #expect(run.error.contains("o: \(name).md, \(name).csv, \(name).svg, \(name).png"))
    #expect(try tool.read("o/\(name).csv").split(separator: "\n").count == lines)
    let files = try tool.files()
    // A second run takes every audit from the first and writes the same.
    #expect(try tool.run(command + " --threads 1").output == run.output)
    #expect(try tool.files() == files)
  }

  @Test func lengthsAreTested() throws {
    let tool = try tool()
    let run = try tool.run(
      "reproduce loki-figure6 --sequences s.txt --sizes 0.1 --actions 7,15 --out o")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == 3)
    #expect(try tool.read("o/loki-figure6.md").contains("Kolmogorov and Smirnov"))
  }

  @Test func estimatesAreJudged() throws {
    let tool = try tool()
    let command =
      "reproduce loki-estimators --sequences s.txt --models fpmc --samples 3 --controlled 0.1 "
      + "--actions 3 --target-count 3 --target-user-count 4 --top 5 --local-epochs 2 --out o"
    let run = try tool.run(command)
    #expect(run.status == 0)
    #expect(run.output.contains("influence, place"))
    #expect(try tool.read("o/loki-estimators.csv").split(separator: "\n").count == 4)
    #expect(try tool.read("o/loki-estimators.md").contains("| fpmc | 3 |"))
    // What was measured is found again, seconds included.
    #expect(try tool.run(command).output == run.output)
  }

  @Test(arguments: [
    ("loki-estimators", "--samples 2", "--samples: 2 is not at least 3"),
    ("loki-estimators", "--damping -1", "--damping: -1.0 is not at least 0 and finite"),
    ("loki-figure3", "--sizes 0", "--sizes: 0.0 is not above 0 and at most 1"),
    ("loki-figure3", "--sizes 0.1,0.2", "--sizes: loki-figure3 is measured with one, not with 2"),
    ("loki-figure4", "--actions 4,5", "--actions: loki-figure4 is measured with one, not with 2"),
    ("loki-figure5", "--actions 0", "--actions: 0 is not at least 1"),
    ("loki-figure3", "--seeds 1,1", "--seeds: one is given twice"),
    ("loki-figure3", "--seeds x", "a list of whole numbers from 0"),
    ("loki-figure3", "--victims svd", "a list of bprmf, fpmc, transrec, gru4rec, is valid"),
    ("loki-figure3", "--attacks bandit", "--attacks: \"bandit\" is not one of none, random"),
    ("loki-figure3", "--attacks loki --simulators fpmc --victims fpmc", "--simulators: a model"),
    ("loki-figure3", "--target-count 41", "--target-count: 41 are more than the 40 items"),
    ("loki-figure3", "--out s.txt", "--out: s.txt is a file, not a folder"),
    ("loki-figure6", "--sizes 2", "--sizes: 2.0 is not above 0 and at most 1"),
  ]) func refuses(name: String, arguments: String, message: String) throws {
    let tool = try tool()
    let run = try tool.run("reproduce \(name) --sequences s.txt --out o \(arguments)")
    #expect(run.status == 2)
    #expect(run.error.contains(message))
  }

  @Test func withoutGnuplotAFigureIsRefusedBeforeAnyWork() throws {
    let tool = try tool()
    for name in ["loki-figure3", "loki-figure6"] {
      let run = try tool.shell(
        "PATH=/nowhere tool reproduce \(name) --sequences s.txt --out o")
      #expect(run.status == 2)
      #expect(run.error.contains("apt install gnuplot-nox"))
    }
    #expect(try tool.contents() == ["s.txt"])
  }

  @Test func controlCEndsARunThatGoesOnLater() throws {
    let tool = try tool()
    let command =
      "reproduce loki-figure4 \(small) --sizes 0.1,0.2 --actions 4"
    let broken = try tool.interrupt(command)
    #expect(broken.process.terminationStatus == 130)
    #expect(broken.error.contains("interrupted"))
    #expect(try !tool.files().keys.contains { $0.hasSuffix(".partial") || $0.hasSuffix(".md") })
    #expect(try tool.run(command).status == 0)
  }
}
