import Foundation
import PoisoningExperiments
import Testing

@Suite struct GuardedReproductionTests {
  func reproduction(_ detector: DetectorChoice = .pca) throws -> GuardedReproduction {
    var configuration = smallConfiguration(attacks: ["none", "popular", "pga"])
    configuration.sizes = [0.05, 0.15]
    configuration.guarding = GuardOptions(detector: detector, flaggedShare: 0.2)
    return try GuardedReproduction(of: tasteMatrix(), configuration: configuration)
  }

  @Test func tableStandsBesideThePapers() throws {
    try withFolder { folder in
      let report = try reproduction().table(folder: folder)
      let text = try String(contentsOf: folder.appending(path: "table2.md"), encoding: .utf8)
      #expect(text == report.tableMarkdown)
      // 5 % is a size of the paper, 15 % is none.
      #expect(text.contains("|  | Music | 0.3243 | – |"))
      #expect(text.contains("|  | Yelp | 0.4081 | – |"))
      #expect(text.contains("| popular † | **here** |"))
      #expect(text.contains("which flags 20% of all users"))
      let lines = try String(contentsOf: folder.appending(path: "table2.csv"), encoding: .utf8)
        .split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 8)
      let summary = try #require(report.result.cells.first { $0.attack == "pga" })
      let guarded = try #require(summary.guarded)
      let fields = try #require(lines.first { $0.hasPrefix("pga,0.05,") }).split(separator: ",")
      #expect(Double(fields[4]) == guarded.hitRatio.mean)
      #expect(Double(fields[7]) == guarded.falseNegativeRate)
      // Without fake users there is no false negative rate.
      #expect(try #require(lines.first { $0.hasPrefix("none,0.05,") }).contains(",,"))
    }
  }

  @Test(.enabled(if: (try? Gnuplot()) != nil)) func figureIsDrawnFromTheSameCells() throws {
    try withFolder { folder in
      let reproduction = try reproduction()
      _ = try reproduction.table(folder: folder)
      var computed = -1
      let report = try reproduction.figure(
        folder: folder, gnuplot: Gnuplot(), progress: { computed = $0.computed })
      #expect(computed == 0)
      for name in ["figure2.svg", "figure2.png", "strength.svg", "strength.png"] {
        let data = try Data(contentsOf: folder.appending(path: name))
        #expect(data.count > 1000, "\(name)")
      }
      let data = try String(contentsOf: folder.appending(path: "figure2.dat"), encoding: .utf8)
      // `none` has nobody to miss and no curve.
      #expect(!data.contains("none:"))
      #expect(data.contains("# popular:") && data.contains("# pga:"))
      #expect(report.figureMarkdown.contains("![Hit ratio by false negative rate](strength.svg)"))
    }
  }

  @Test func aDetectorIsNeeded() throws {
    let error = #expect(throws: ExperimentError.self) { _ = try reproduction(.none) }
    #expect(error?.description.hasPrefix("detector") == true)
  }

  @Test(arguments: [
    ("s-tna-inf", 0.003, PublishedHitRatios.Dataset.music, 0.0199), ("pga", 0.05, .yelp, 0.4081),
    ("u-tna", 0.01, .music, 0.1282), ("none", 0.03, .yelp, 0.0010), ("sgld", 0.005, .yelp, 0.0278),
    ("s-tna-rand", 0.03, .music, 0.2679),
  ])
  func holdsWhatThePaperPrints(
    attack: String, size: Double, dataset: PublishedHitRatios.Dataset, value: Double
  ) {
    #expect(
      PublishedHitRatios.hitRatio(of: attack, size: size, on: dataset, in: .table2) == value)
    #expect(
      PublishedHitRatios.hitRatio(of: "weighting", size: size, on: dataset, in: .table2) == nil)
  }
}
