import Foundation
import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct FigureReproductionTests {
  /// Whether there is a gnuplot to draw with.
  static let isDrawable = (try? Gnuplot()) != nil

  /// Two ranks of one attack beside another, for two shares: four audits, of three curves.
  func configuration() -> FigureConfiguration {
    var audit = smallConfiguration(attacks: [])
    audit.sizes = [0.1]
    return FigureConfiguration(
      audit: audit, attacks: ["pga"], baselines: ["average"], shares: [0.5, 1],
      attackerRanks: [2, 4])
  }

  @Test func defaultsAreThePapers() {
    let configuration = FigureConfiguration()
    #expect(configuration.shares == [0.2, 0.4, 0.6, 0.8, 1])
    #expect(configuration.audit.sizes == [0.03])
    #expect(
      configuration.curves.map(\.title) == [
        "sgld, d = 64", "s-tna-inf, d = 32", "s-tna-inf, d = 64", "s-tna-inf, d = 128",
      ])
    #expect(configuration.audits().count == 15)
  }

  @Test func oneAuditServesAllCurvesOfItsRank() throws {
    let audits = configuration().audits()
    #expect(audits.map(\.observed) == [0.5, 0.5, 1, 1])
    #expect(audits.map(\.attackerRank) == [4, 2, 4, 2])
    #expect(
      audits.map(\.attacks) == [["average", "pga"], ["pga"], ["average", "pga"], ["pga"]])
    #expect(audits.allSatisfy { $0.sizes == [0.1] && $0.fit.rank == 4 })
  }

  @Test(.enabled(if: isDrawable)) func pointsAreAuditsOfTheirOwn() throws {
    try withFolder { folder in
      let figure = try FigureReproduction(of: tasteMatrix(), configuration: configuration())
      let report = try figure.run(folder: folder, gnuplot: Gnuplot())
      #expect(report.points.map(\.attack) == ["average", "average", "pga", "pga", "pga", "pga"])
      #expect(report.points.map(\.attackerRank) == [4, 4, 2, 2, 4, 4])
      #expect(report.points.map(\.observed) == [0.5, 1, 0.5, 1, 0.5, 1])
      var alone = smallConfiguration(attacks: ["average"])
      alone.sizes = [0.1]
      for (place, share) in zip(0..., [0.5, 1]) {
        alone.observed = share
        let result = try Audit(of: tasteMatrix(), configuration: alone).run()
        #expect(report.points[place].summary.hitRatio == result.cells[0].hitRatio)
      }
    }
  }

  @Test(.enabled(if: isDrawable)) func folderHoldsTheDrawingAndWhatItIsMadeFrom() throws {
    try withFolder { folder in
      let figure = try FigureReproduction(of: tasteMatrix(), configuration: configuration())
      var states: [GridProgress] = []
      let report = try figure.run(
        folder: folder, gnuplot: Gnuplot(), progress: { states.append($0) })
      #expect(
        files(in: folder, endingIn: "") == [
          "figure1", "figure1.csv", "figure1.dat", "figure1.gnuplot", "figure1.md", "figure1.png",
          "figure1.svg",
        ])
      #expect(try text("figure1.svg", folder).contains("</svg>"))
      let image = try Data(contentsOf: folder.appending(path: "figure1.png"))
      #expect(image.starts(with: [0x89, 0x50, 0x4e, 0x47]))
      #expect(try text("figure1.csv", folder) == report.csv)
      #expect(report.csv.split(separator: "\n").count == 7)
      // Blocks are two blank lines apart, each of a comment and its points.
      let blocks = try text("figure1.dat", folder).components(separatedBy: "\n\n\n")
      #expect(blocks.map { $0.split(separator: "\n").count } == [3, 3, 3])
      #expect(states.last?.done == 12)
      #expect(states.last?.secondsLeft == 0)
      #expect(states.allSatisfy { $0.total == 12 })
      #expect(zip(states, states.dropFirst()).allSatisfy { $0.done <= $1.done })

      var computed = -1
      let again = try figure.run(
        folder: folder, gnuplot: Gnuplot(), progress: { computed = $0.computed })
      #expect(computed == 0)
      #expect(again == report)
    }
  }

  @Test func markdownAndTextHaveARowForEachCurve() throws {
    try withFolder { folder in
      let results = try FigureReproduction(of: tasteMatrix(), configuration: configuration())
        .audits.map { try $0.run() }
      let report = FigureReport(configuration: configuration(), results: results)
      let rows = report.markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
      #expect(rows.count == 5)
      #expect(rows[0] == "| attack | 50% | 100% |")
      #expect(rows[3].hasPrefix("| pga, d = 2 | "))
      #expect(report.table().split(separator: "\n").count == 4)
    }
  }

  @Test func rejectsSharesAndRanksThatAreNone() throws {
    let changes: [(String, (inout FigureConfiguration) -> Void)] = [
      ("shares", { $0.shares = [] }), ("shares", { $0.shares = [0.5, 0.5] }),
      ("shares", { $0.shares = [0] }), ("shares", { $0.shares = [1.5] }),
      ("attackerRanks", { $0.attackerRanks = [] }),
      ("attackerRanks", { $0.attackerRanks = [2, 2] }),
      (
        "attacks",
        {
          $0.attacks = []
          $0.baselines = []
        }
      ),
    ]
    let ratings = try tasteMatrix()
    for (name, change) in changes {
      var configuration = configuration()
      change(&configuration)
      let error = #expect(throws: ExperimentError.self) {
        try FigureReproduction(of: ratings, configuration: configuration)
      }
      guard case .invalidOption(let found, _) = error, found == name else {
        Issue.record("\(name) is not named by \(String(describing: error))")
        continue
      }
    }
  }

  private func text(_ name: String, _ folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
}
