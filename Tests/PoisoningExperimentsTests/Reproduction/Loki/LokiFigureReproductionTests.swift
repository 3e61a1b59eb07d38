import Foundation
import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningExperiments

@Suite(.enabled(if: FigureReproductionTests.isDrawable)) struct LokiFigureReproductionTests {
  /// An interruption between two steps.
  struct Stop: Error {}

  /// Measures a figure and counts the audits that were computed.
  func run(
    _ figure: LokiFigureConfiguration, _ folder: URL, threads: Int = 2
  ) throws -> (report: LokiFigureReport, computed: Int) {
    var computed = 0
    let report = try LokiFigureReproduction(of: orderedLog(), configuration: figure).run(
      folder: folder, gnuplot: Gnuplot(), parallelism: .init(threads: threads)
    ) { state, _ in computed = state.computed }
    return (report, computed)
  }

  @Test func pointsAreMeansOfAudits() throws {
    try withFolder { folder in
      let figure = smallFigure(.figure5, actions: [2, 4])
      let report = try run(figure, folder).report
      #expect(report.points.count == 2 * 3 * 2)
      for victim in [NextItemModel.bprmf, .fpmc] {
        var audit = figure.audit
        audit.victim = victim
        (audit.controlled, audit.actions) = (0.1, 4)
        let results = try figure.seeds.map { seed in
          audit.seed = seed
          return try SequenceAudit(audit).run(on: orderedLog())
        }
        for (place, attack) in zip(0..., figure.audit.attacks) {
          let point = try #require(
            report.points.first {
              $0.victim == victim && $0.attack == attack && $0.actions == 4
            })
          #expect(point.displayRates == results.map { $0.cells[place].displayRate })
          #expect(point.anyTargetRates == results.map { $0.cells[place].anyTargetRate })
        }
      }
    }
  }

  @Test func victimsOfASeedHaveTheSameTargetsAndUsers() throws {
    try withFolder { folder in
      let figure = smallFigure(.figure3, attacks: ["none", "random"])
      _ = try run(figure, folder)
      let store = try CellStore<SequenceAuditKey, SequenceAuditResult>(
        in: folder.appending(path: "loki-audits"), configuration: figure.shared,
        data: orderedLog().fingerprint)
      for seed in figure.seeds {
        let found = figure.keys.filter { $0.seed == seed }.compactMap { store.cell(for: $0) }
        #expect(found.count == 4)
        #expect(Set(found.map(\.targets)).count == 1)
        #expect(Set(found.map(\.targetUsers)).count == 1)
      }
      let drawn = figure.keys.compactMap { store.cell(for: $0)?.targets }
      #expect(Set(drawn).count == 2)
    }
  }

  @Test func finishedAuditsAreTakenByAllFigures() throws {
    try withFolder { folder in
      let first = try run(smallFigure(.figure3), folder)
      #expect(first.computed == 12)
      let files = try contents(folder)
      let again = try run(smallFigure(.figure3), folder, threads: 1)
      #expect(again.computed == 0)
      #expect(again.report == first.report)
      #expect(try contents(folder) == files)
      // The budget of the first is one of the second, and none has no budget.
      let four = try run(smallFigure(.figure4, sizes: [0.1, 0.2]), folder)
      #expect(four.computed == 8)
      let more = try run(
        smallFigure(.figure3, attacks: ["none", "random", "popular", "alternate"]), folder)
      #expect(more.computed == 4)
    }
  }

  @Test func otherSettingsAndDataAreMeasuredAnew() throws {
    try withFolder { folder in
      var figure = smallFigure(.figure3, attacks: ["none"], victims: [.bprmf])
      #expect(try run(figure, folder).computed == 2)
      figure.audit.top = 4
      #expect(try run(figure, folder).computed == 2)
      let log = try orderedLog().injecting([FakeSequence(items: [0, 1, 2])])
      var computed = 0
      _ = try LokiFigureReproduction(of: log, configuration: figure).run(
        folder: folder, gnuplot: Gnuplot()
      ) { state, _ in computed = state.computed }
      #expect(computed == 2)
      // What was there before is still found.
      figure.audit.top = 5
      #expect(try run(figure, folder).computed == 0)
    }
  }

  @Test func aRunThatIsBrokenOffGoesOn() throws {
    try withFolder { folder in
      let figure = smallFigure(.figure3, attacks: ["none", "random"])
      var steps: [String] = []
      #expect(throws: Stop.self) {
        try LokiFigureReproduction(of: orderedLog(), configuration: figure).run(
          folder: folder, gnuplot: Gnuplot()
        ) { state, step in
          steps.append(step)
          if state.done == 3, !step.isEmpty { throw Stop() }
        }
      }
      #expect(steps.contains { $0.hasPrefix("bprmf, seed 1: none") })
      #expect(files(in: folder, endingIn: "") == ["loki-audits"])
      let rest = try run(figure, folder)
      #expect(rest.computed == 5)
      let whole = try withFolder { try run(figure, $0).report }
      #expect(rest.report == whole)
    }
  }

  @Test func learningAttacksAreAuditedTogether() throws {
    try withFolder { folder in
      let figure = smallFigure(
        .figure3, attacks: ["none", "random", "greedy", "loki"], victims: [.fpmc], seeds: [1])
      let (report, computed) = try run(figure, folder)
      #expect(computed == 3)
      #expect(report.points.map(\.attack) == ["none", "random", "greedy", "loki"])
      #expect(report.claims[0].holds != nil)
    }
  }

  @Test func theFolderHoldsTheDrawingAndWhatItIsMadeFrom() throws {
    for (figure, sizes) in [(LokiFigure.figure3, [0.1]), (.figure4, [0.1, 0.2])] {
      try withFolder { folder in
        let configuration = smallFigure(figure, attacks: ["none", "random"], sizes: sizes)
        let report = try run(configuration, folder).report
        let name = figure.rawValue
        #expect(
          files(in: folder, endingIn: "") == [
            "loki-audits", "\(name).csv", "\(name).dat", "\(name).gnuplot", "\(name).md",
            "\(name).png", "\(name).svg",
          ])
        let text = try contents(folder)
        #expect(text["\(name).svg"]?.suffix(10).contains(Data("</svg>".utf8)) == true)
        #expect(text["\(name).png"]?.starts(with: [0x89, 0x50, 0x4e, 0x47]) == true)
        #expect(text["\(name).csv"] == Data(report.csv.utf8))
        #expect(text["\(name).md"] == Data(report.markdown.utf8))
        #expect(report.csv.split(separator: "\n").count == 1 + 2 * 2 * sizes.count)
      }
    }
  }

  @Test func badOptionsAreRefusedBeforeAnyWork() throws {
    let log = try orderedLog()
    #expect(throws: ExperimentError.invalidOption(name: "seeds", requirement: "one is given twice"))
    {
      try LokiFigureReproduction(of: log, configuration: smallFigure(.figure3, seeds: [1, 1]))
    }
  }

  /// The files right in a folder.
  private func contents(_ folder: URL) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in files(in: folder, endingIn: "") where name != "loki-audits" {
      contents[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return contents
  }
}
