import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct SequencePointsTests {
  func point(_ attack: String, _ rates: [Double]) throws -> SequencePoint {
    try SequencePoint(
      victim: .fpmc, attack: attack, size: 0.03, actions: 15, displayRates: rates,
      anyTargetRates: rates)
  }

  @Test func theBestHasTheHighestMeanAndRatiosAreToIt() throws {
    let points = SequencePoints(
      victims: [.fpmc], attacks: ["random", "popular", "alternate", "loki"], sizes: [0.03],
      actions: [15],
      points: [
        try point("random", [0, 0.2]), try point("popular", [0.05, 0.05]),
        try point("alternate", [0.1, 0.1]), try point("loki", [0.2, 0.3]),
      ])
    func ratio(_ attacks: [String]) -> String {
      points.ratio(to: attacks, on: .fpmc, size: 0.03, actions: 15)
    }
    let best = points.best(
      of: ["popular", "alternate", "random"], on: .fpmc, size: 0.03, actions: 15)
    // The first of those with the same mean.
    #expect(best?.attack == "alternate")
    #expect(ratio(SequencePoints.heuristics) == "2.5")
    #expect(ratio(["popular"]) == "5.0")
    #expect(ratio(["greedy"]) == "–")
    #expect(points.ratio(to: ["popular"], on: .bprmf, size: 0.03, actions: 15) == "–")
  }

  @Test func timesNothing() {
    #expect(SequencePoints.times(0.1, 0) == "∞")
    #expect(SequencePoints.times(0, 0) == "–")
    #expect(SequencePoints.times(0, 0.1) == "0.0")
  }
}
