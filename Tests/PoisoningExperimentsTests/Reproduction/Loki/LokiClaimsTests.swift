import Recommenders
import Testing

@testable import PoisoningExperiments

@Suite struct LokiClaimsTests {
  typealias Rates = [NextItemModel: [String: [Double]]]

  /// Points with one budget from rates by victim, attack and seed.
  func points(
    _ rates: Rates, sizes: [Double] = [0.03],
    value: (Double, Double) -> Double = { rate, _ in rate }
  ) throws -> SequencePoints {
    let victims = NextItemModel.allCases.filter { rates[$0] != nil }
    let attacks = ["none", "random", "popular", "alternate", "loki"]
    var points: [SequencePoint] = []
    for victim in victims {
      for attack in attacks {
        guard let found = rates[victim]?[attack] else { continue }
        for size in sizes {
          let scaled = found.map { value($0, size) }
          points.append(
            try SequencePoint(
              victim: victim, attack: attack, size: size, actions: 15, displayRates: scaled,
              anyTargetRates: scaled))
        }
      }
    }
    return SequencePoints(
      victims: victims, attacks: attacks, sizes: sizes, actions: [15], points: points)
  }

  /// LOKI and its rivals on two victims: leads of 0.19 on BPRMF and 0.38 on FPMC.
  let strong: Rates = [
    .bprmf: [
      "none": [0, 0], "random": [0.02, 0], "popular": [0, 0.01], "alternate": [0.3, 0.2],
      "loki": [0.25, 0.15],
    ],
    .fpmc: [
      "none": [0, 0], "random": [0, 0], "popular": [0.01, 0.03], "alternate": [0.4, 0.3],
      "loki": [0.5, 0.3],
    ],
  ]

  func claims(_ figure: LokiFigure, _ points: SequencePoints) -> [LokiClaim] {
    LokiClaims(figure: figure, points: points).all
  }

  @Test func allHoldWhereLokiIsFarAbove() throws {
    let claims = claims(.figure3, try points(strong))
    #expect(claims.map(\.holds) == [true, true, true, true])
    // Means 0.2 and 0.4 against 0.01 (random) and 0.02 (popular): 0.3 : 0.015.
    #expect(claims[0].evidence.contains("bprmf 0.2000 against 0.0100 of random (above in 2 of 2"))
    #expect(claims[0].evidence.contains("fpmc 0.4000 against 0.0200 of popular"))
    #expect(claims[1].evidence.contains("0.3000 against 0.0150, times 20.0"))
    #expect(claims[2].evidence.contains("bprmf 0.1900, fpmc 0.3800"))
    #expect(claims[3].evidence.contains("0.3000 against 0.3000"))
  }

  @Test func sevenTimesIsNotEight() throws {
    var rates = strong
    rates[.bprmf]?["random"] = [0.05, 0.05]
    rates[.fpmc]?["popular"] = [0.03, 0.03]
    // 0.3 against 0.04: 7.5 times.
    #expect(claims(.figure3, try points(rates)).map(\.holds) == [true, false, true, true])
    rates[.bprmf]?["random"] = [0.04, 0.04]
    // 0.3 against 0.035: 8.57 times.
    #expect(claims(.figure3, try points(rates)).map(\.holds) == [true, true, true, true])
  }

  @Test func oneVictimBelowABaselineIsEnough() throws {
    var rates = strong
    rates[.bprmf]?["none"] = [0.3, 0.2]
    let claims = claims(.figure3, try points(rates))
    #expect(claims.map(\.holds) == [false, true, true, true])
    #expect(claims[0].evidence.contains("0.2000 against 0.2500 of none (above in 0 of 2"))
  }

  @Test func equalIsNotAbove() throws {
    var rates = strong
    rates[.fpmc]?["random"] = [0.5, 0.3]
    #expect(claims(.figure3, try points(rates))[0].holds == false)
  }

  @Test func nothingIsNotEightTimesNothing() throws {
    var rates = strong
    for victim in [NextItemModel.bprmf, .fpmc] {
      for attack in ["none", "random", "popular", "loki"] { rates[victim]?[attack] = [0, 0] }
    }
    let all = claims(.figure3, try points(rates))
    #expect(all.map(\.holds) == [false, false, false, false])
    rates[.fpmc]?["loki"] = [0.1, 0]
    let some = claims(.figure3, try points(rates))
    #expect(some[1].holds == true)
    #expect(some[1].evidence.contains("times ∞"))
  }

  @Test func simplerVictimsMayGainMore() throws {
    var rates = strong
    rates[.fpmc]?["loki"] = [0.2, 0.1]
    #expect(claims(.figure3, try points(rates))[2].holds == false)
    #expect(claims(.figure3, try points(rates))[3].holds == false)
  }

  @Test func whatWasNotMeasuredIsNeitherTrueNorFalse() throws {
    var rates = strong
    rates[.fpmc]?["loki"] = nil
    let claims = claims(.figure3, try points(rates))
    #expect(claims.map(\.holds) == [nil, nil, nil, nil])
    #expect(claims[1].line.hasSuffix("on average*: not measured."))
    let alone = self.claims(.figure3, try points([.fpmc: strong[.fpmc] ?? [:]]))
    #expect(alone.map(\.holds) == [true, true, nil, true])
  }

  @Test func gainsRiseWithTheBudget() throws {
    let sizes = [0.05, 0.01, 0.03]
    let rising = try points(strong, sizes: sizes) { $0 * $1 }
    #expect(claims(.figure4, rising).map(\.holds) == [true, true])
    #expect(claims(.figure4, rising)[1].evidence.contains("bprmf 0.0020, 0.0060, 0.0100"))
    // Equal from one to the next is no fall, but equal throughout is no gain.
    let flat = try points(strong, sizes: sizes) { rate, _ in rate }
    #expect(claims(.figure4, flat).map(\.holds) == [true, false])
    let step = try points(strong, sizes: sizes) { $0 * min($1, 0.03) }
    #expect(claims(.figure4, step).map(\.holds) == [true, true])
    let falling = try points(strong, sizes: sizes) { $0 * ($1 == 0.03 ? 0.001 : $1) }
    #expect(claims(.figure4, falling).map(\.holds) == [true, false])
  }

  @Test func everyBudgetCounts() throws {
    let points = try points(strong, sizes: [0.01, 0.03]) { rate, size in
      size == 0.01 ? 0.1 : rate
    }
    let claims = claims(.figure4, points)
    #expect(claims[0].holds == false)
    #expect(claims[0].evidence.contains("at 1% and M = 15"))
  }

  @Test func oneBudgetSaysNothingOfGrowth() throws {
    #expect(claims(.figure4, try points(strong))[1].holds == nil)
  }
}
