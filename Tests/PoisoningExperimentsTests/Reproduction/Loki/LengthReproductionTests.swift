import Foundation
import RecommenderData
import Testing

@testable import PoisoningExperiments

@Suite struct LengthReproductionTests {
  /// Users of the given numbers of actions on one item.
  func log(_ lengths: [Int]) throws -> InteractionLog {
    try InteractionLog(
      userIdentifiers: lengths.indices.map { "u\($0)" }, itemIdentifiers: ["x"],
      sequences: lengths.map { [Int](repeating: 0, count: $0) })
  }

  @Test func anInjectionByHand() throws {
    let injection = try LengthInjection(
      normal: [3, 3, 5, 9], fakeUsers: 2, actions: 5, size: 0.5)
    #expect(injection.after.mean == 5)
    #expect(injection.shareBefore == 0.25)
    #expect(injection.shareAfter == 0.5)
    // Up to 3 are half of the normal users and no fake one; after it a third of all.
    #expect(injection.users.statistic == 0.5)
    #expect(abs(injection.logs.statistic - (0.5 - 1.0 / 3)) < 1e-15)
  }

  @Test(.enabled(if: FigureReproductionTests.isDrawable)) func everyBudgetHasARow() throws {
    try withFolder { folder in
      var states: [[Int]] = []
      let log = try log((0..<40).map { 3 + $0 % 8 })
      let report = try LengthReproduction(of: log, sizes: [0.1, 0.5], actions: [6, 20]).run(
        folder: folder, gnuplot: Gnuplot(), progress: { states.append([$0, $1]) })
      #expect(states == [[0, 4], [1, 4], [2, 4], [3, 4], [4, 4]])
      #expect(report.injections.map(\.fakeUsers) == [4, 4, 20, 20])
      #expect(report.injections.map(\.actions) == [6, 20, 6, 20])
      #expect(report.before.mean == 6.5)
      #expect(report.injections[3].after.mean == 11)
      #expect(
        files(in: folder, endingIn: "") == [
          "loki-figure6.csv", "loki-figure6.dat", "loki-figure6.gnuplot", "loki-figure6.md",
          "loki-figure6.png", "loki-figure6.svg",
        ])
      #expect(report.markdown.split(separator: "\n").count { $0.hasPrefix("| ") } == 5)
      #expect(report.csv.split(separator: "\n").count == 5)
      #expect(report.table().split(separator: "\n").count == 5)
      #expect(report.plotData.components(separatedBy: "\n\n\n").count == 5)
      // Four of the usual length 6 do not stand out: that no one of them is longer than 6 has a
      // probability of 24·23·22·21 / (44·43·42·41) = 0.08 if all lengths are drawn at random.
      #expect(report.claims.map(\.holds) == [true, false, false, false])
    }
  }

  @Test(.enabled(if: FigureReproductionTests.isDrawable)) func injectedUsersAreNoNormalOnes() throws
  {
    try withFolder { folder in
      let log = try log([3, 4, 5, 6]).injecting([FakeSequence(items: [0, 0, 0, 0, 0, 0, 0])])
      let report = try LengthReproduction(of: log, sizes: [0.25]).run(
        folder: folder, gnuplot: Gnuplot())
      #expect(report.before.maximum == 6)
      #expect(report.injections[0].fakeUsers == 1)
    }
  }

  @Test func smallProbabilitiesAreShort() {
    #expect(LengthReport.probability(0) == "< 1e-250")
    #expect(LengthReport.probability(0.0417) == "0.0417")
    #expect(LengthReport.probability(3.2e-8) == "3.2e-8")
    #expect(LengthReport.probability(9.96e-5) == "1.0e-4")
  }

  @Test func rejectsBudgetsThatAreNone() throws {
    let log = try log([3, 4])
    for (sizes, actions, name) in [
      ([], [1], "sizes"), ([0], [1], "sizes"), ([1.1], [1], "sizes"), ([0.1, 0.1], [1], "sizes"),
      ([0.1], [], "actions"), ([0.1], [0], "actions"), ([0.1], [2, 2], "actions"),
    ] as [([Double], [Int], String)] {
      let error = #expect(throws: ExperimentError.self) {
        try LengthReproduction(of: log, sizes: sizes, actions: actions)
      }
      guard case .invalidOption(let found, _) = error, found == name else {
        Issue.record("\(name) is not named by \(String(describing: error))")
        continue
      }
    }
  }
}
