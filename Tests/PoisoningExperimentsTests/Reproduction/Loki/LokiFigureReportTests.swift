import Foundation
import RecommenderData
import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct LokiFigureReportTests {
  /// A report of points whose rates over two seeds are `rate` ∓ 0.01.
  func report(
    _ figure: LokiFigureConfiguration, rate: (NextItemModel, String, Double, Int) -> Double
  ) throws -> LokiFigureReport {
    let points = try figure.victims.flatMap { victim in
      try figure.audit.attacks.flatMap { attack in
        try figure.sizes.flatMap { size in
          try figure.actions.map { actions in
            let mean = rate(victim, attack, size, actions)
            let rates = figure.seeds.count == 1 ? [mean] : [mean - 0.01, mean + 0.01]
            return try SequencePoint(
              victim: victim, attack: attack, size: size, actions: actions, displayRates: rates,
              anyTargetRates: rates)
          }
        }
      }
    }
    return LokiFigureReport(
      configuration: figure, summary: try InteractionSummary(of: orderedLog()),
      points: SequencePoints(
        victims: figure.victims, attacks: figure.audit.attacks, sizes: figure.sizes,
        actions: figure.actions, points: points))
  }

  func rate(_ victim: NextItemModel, _ attack: String, _ size: Double, _ actions: Int) -> Double {
    let base = ["random": 0.02, "popular": 0.03, "alternate": 0.3, "loki": 0.45]
    return (base[attack] ?? 0.01) * (victim == .bprmf ? 0.5 : 1)
  }

  private func rows(_ markdown: String) -> [Substring] {
    markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
  }

  @Test func figure3HasAColumnForEachVictim() throws {
    let report = try report(
      smallFigure(.figure3, attacks: ["none", "random", "popular", "alternate", "loki"]),
      rate: rate)
    let rows = rows(report.markdown)
    #expect(rows.count == 9)
    #expect(rows[0] == "| display rate | bprmf | fpmc |")
    // s = 0.01 √2, divided by √2, times 12.7062.
    #expect(rows[6] == "| loki | 0.2250 ± 0.1271 | 0.4500 ± 0.1271 |")
    #expect(rows[7] == "| loki : best of random, popular | 15.0 | 15.0 |")
    #expect(rows[8] == "| loki : alternate | 1.5 | 1.5 |")
    #expect(report.markdown.contains("Means over the seeds 1, 2, ± half of Student's"))
    #expect(report.markdown.contains("*: **yes**; "))
    #expect(report.table().split(separator: "\n").count == 8)
    let lines = report.plotData.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].split(separator: "\t").count == 1 + 3 * 5)
  }

  @Test func figure4HasATableForEachVictimAndABlockForEachLine() throws {
    let report = try report(
      smallFigure(.figure4, attacks: ["none", "loki"], sizes: [0.005, 0.03]), rate: rate)
    let rows = rows(report.markdown)
    // Nothing to compare LOKI with: no ratios.
    #expect(rows.count == 2 * 4)
    #expect(rows[0] == "| display rate | 0.5% | 3% |")
    #expect(report.markdown.contains("- *LOKI's display rate rises with the number of controlled"))
    #expect(report.markdown.contains("\n## fpmc\n"))
    let blocks = report.plotData.components(separatedBy: "\n\n\n")
    #expect(blocks.count == 4)
    #expect(blocks[0].hasPrefix("# bprmf, none: budget, mean, low, high\n0.5\t0.00"))
    #expect(report.plotScript.contains("index 3 using"))
    #expect(!report.plotScript.contains("index 4 using"))
  }

  @Test func figure5HasAColumnForEachLength() throws {
    let report = try report(
      smallFigure(.figure5, attacks: ["none", "loki"], actions: [5, 15]), rate: rate)
    #expect(rows(report.markdown)[0] == "| display rate | M = 5 | M = 15 |")
    #expect(report.plotData.contains("\n15\t"))
  }

  @Test func oneSeedHasNoInterval() throws {
    let report = try report(
      smallFigure(.figure3, attacks: ["none", "loki"], seeds: [7]), rate: rate)
    #expect(rows(report.markdown)[3] == "| loki | 0.2250 | 0.4500 |")
    #expect(report.markdown.contains("Means over seed 7, without an interval"))
    #expect(
      report.csv.split(separator: "\n")[1]
        == "bprmf,none,0.1,4,1,0.005,0.005,0.005,0.005,0.005,0.005")
  }

  @Test func drawnEndsOfIntervalsArePossibleRates() throws {
    let report = try report(smallFigure(.figure3, attacks: ["none"])) { _, _, _, _ in 0.99 }
    let numbers = report.plotData.split(separator: "\n")[1].split(separator: "\t").dropFirst()
      .compactMap { Double($0) }
    #expect(numbers.count == 3)
    #expect(numbers[2] == 1)
    #expect(report.points[0].displayRate.high > 1)
  }
}
