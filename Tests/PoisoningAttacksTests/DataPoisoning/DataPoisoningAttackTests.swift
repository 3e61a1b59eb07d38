import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// What is particular to the attacks of Li et al.; the rest is in `PoisoningAttackTests`.
@Suite struct DataPoisoningAttackTests {
  func settings(fillers: Int = 8, threads: Int = 1) -> AttackSettings {
    AttackSettings(
      budget: AttackBudget(fillers: fillers),
      surrogate: SurrogateModel(
        options: FactorizationOptions(rank: 4, regularization: 1, sweeps: 10),
        parallelism: Parallelism(threads: threads)))
  }

  func profiles(
    _ attack: some PoisoningAttack, count: Int = 6, knowledge: RatingMatrix? = nil
  ) throws -> [FakeProfile] {
    var rng = SeededGenerator(seed: 1, attack: attack.name, target: 3)
    return try attack.profiles(
      count: count, target: 3, knowledge: knowledge ?? starMatrix(), using: &rng)
  }

  @Test func threadsDoNotChangeProfiles() throws {
    let hybrid = PredictionUtility(availability: 1, integrity: 1)
    for utility in [PredictionUtility.targetPushing, hybrid] {
      #expect(
        try profiles(ProjectedGradientAttack(settings: settings(), utility: utility))
          == profiles(ProjectedGradientAttack(settings: settings(threads: 3), utility: utility)))
      #expect(
        try profiles(LangevinAttack(settings: settings(), utility: utility))
          == profiles(LangevinAttack(settings: settings(threads: 3), utility: utility)))
    }
  }

  @Test func otherUtilitiesAreNestedAndValidToo() throws {
    let utility = PredictionUtility(availability: 1, integrity: -0.5, itemWeights: [3: 1, 7: 2])
    let ascent = ProjectedGradientAttack(settings: settings(), utility: utility)
    let chain = LangevinAttack(settings: settings(), utility: utility)
    for all in [try profiles(ascent), try profiles(chain)] {
      #expect(all.allSatisfy { $0.count == 9 && $0.value(of: 3) == 5 })
      #expect(
        all.allSatisfy { $0.values.allSatisfy { (1...5).contains($0) && $0 == $0.rounded() } })
    }
    #expect(try profiles(ascent, count: 2) == Array(profiles(ascent).prefix(2)))
    #expect(try profiles(chain, count: 2) == Array(profiles(chain).prefix(2)))
  }

  @Test func pushingTheTargetLeavesAscentsTheirRandomFillers() throws {
    var attack = ProjectedGradientAttack(settings: settings())
    let moved = try profiles(attack)
    attack.options.steps = 0
    #expect(try profiles(attack) == moved)
    // Uniform over the scale, rounded: the five ratings at about 1/8, 1/4, 1/4, 1/4, 1/8.
    let values = try profiles(attack, count: 200).flatMap { profile in
      zip(profile.items, profile.values).filter { $0.0 != 3 }.map(\.1)
    }
    for (stars, share) in zip(1...5, [0.125, 0.25, 0.25, 0.25, 0.125]) {
      let found = Double(values.count { $0 == Double(stars) }) / Double(values.count)
      #expect(abs(found - share) < 0.05)
    }
  }

  @Test func ascentsRaiseTheUtility() throws {
    let knowledge = try starMatrix()
    let model = try settings().surrogate.fit(knowledge)
    let utility = PredictionUtility(
      availability: 0, integrity: 1, itemWeights: [3: 1, 30: 4, 31: 4, 32: 4])
    let field = UtilityField(utility, target: 3, model: model, ratings: knowledge)
    let gradient = try RatingGradient(
      field, model: model, ratings: knowledge, parallelism: .serial)
    var attack = ProjectedGradientAttack(settings: settings(), utility: utility)
    func total() throws -> Double {
      try profiles(attack).reduce(0) { sum, profile in
        let row = RelaxedRow(
          zip(profile.items, profile.values).map { ($0, $1) }, itemCount: 40, unrated: 0)
        return sum + (try gradient.value(at: row, factors: gradient.factors(of: row)))
      }
    }
    let after = try total()
    attack.options.steps = 0
    #expect(try after > total())
  }

  @Test func langevinFillersAreFarFromTheirMeans() throws {
    let knowledge = try starMatrix()
    let statistics = knowledge.itemStatistics
    let attack = LangevinAttack(settings: settings())
    let distances = try profiles(attack, count: 50).flatMap { profile in
      zip(profile.items, profile.values).filter { $0.0 != 3 }.map {
        abs($0.1 - statistics.means[$0.0]) / statistics.globalDeviation
      }
    }
    // Eight of 39 normal draws: beyond the quantile at 1 − 8/39, 1.27σ, before rounding.
    #expect(distances.reduce(0, +) / Double(distances.count) > 1.1)
  }

  @Test func rejectsOptionsOutsideTheirRange() throws {
    func rejects(_ name: String, _ attack: some PoisoningAttack) {
      let error = #expect(throws: AttackError.self) { try profiles(attack) }
      guard case .invalidOption(_, let found, _) = error, found == name else {
        Issue.record("\(name) is not named by \(String(describing: error))")
        return
      }
    }
    rejects("steps", ProjectedGradientAttack(options: .init(steps: -1)))
    rejects("stepLength", ProjectedGradientAttack(options: .init(stepLength: 0)))
    rejects("stepLength", ProjectedGradientAttack(options: .init(stepLength: .nan)))
    rejects("steps", LangevinAttack(options: .init(steps: -1)))
    rejects("step", LangevinAttack(options: .init(step: 0)))
    rejects("weight", LangevinAttack(options: .init(weight: -1)))
    rejects("deviationFloor", LangevinAttack(options: .init(step: 1, deviationFloor: 0.5)))
    rejects("deviationFloor", LangevinAttack(options: .init(deviationFloor: -1)))
    rejects(
      "itemWeights",
      LangevinAttack(utility: .init(availability: 0, integrity: 1, itemWeights: [40: 1])))
    rejects("availability", LangevinAttack(utility: .init(availability: .nan, integrity: 1)))
    rejects(
      "integrity", ProjectedGradientAttack(utility: .init(availability: 1, integrity: .infinity)))
  }
}
