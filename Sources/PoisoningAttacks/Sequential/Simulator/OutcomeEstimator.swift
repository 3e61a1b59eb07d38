import RecommenderData
import RecommenderInfluence
import Tensor

/// How an attacker judges fake users before any of the simulator's models is trained anew.
public enum OutcomeEstimator: String, Hashable, Codable, Sendable, CaseIterable {
  /// Each model goes on learning near the targets; see ``RecommenderInfluence/LocalRetraining``. It is the
  /// default, since it ranks sequences as training anew does.
  case localRetraining = "local-retraining"
  /// Influence functions [Zhang2020, Eqs. 2 and 3]; see ``RecommenderInfluence/NextItemInfluence``. Of models
  /// whose influence is not known nothing is heard.
  case influence
}

/// One model's opinion of fake users, in a unit that all models have in common.
struct ModelEstimate: Sendable {
  /// The place of the model in the simulator.
  let model: Int
  /// The value without fake users.
  let clean: Double
  /// The value with fake users.
  let value: @Sendable ([FakeSequence]) throws -> Double
}

extension OutcomeEstimator {
  /// What each model that can be asked thinks of fake users for a scenario.
  ///
  /// Influences are divided by their spread over `examples`, so that no model decides alone.
  ///
  /// - Throws: `AttackError.noSimulator` if no model can be asked; errors of solves.
  func estimates(
    _ models: [AttackerModel], _ scenario: PromotionScenario, examples: [[FakeSequence]],
    parallelism: Parallelism
  ) throws -> [ModelEstimate] {
    let goal = scenario.goal
    switch self {
    case .localRetraining:
      let guides = models.indices.filter { models[$0].guidesLearning }
      return try (guides.isEmpty ? Array(models.indices) : guides).map { index in
        let model = models[index]
        return ModelEstimate(
          model: index,
          clean: try PromotionOutcome(of: model.clean, in: scenario, parallelism: parallelism)
            .attainment(of: goal),
          value: { try model.local.outcome(injecting: $0).attainment(of: goal) })
      }
    case .influence:
      let found = try models.indices.compactMap { index -> ModelEstimate? in
        guard let influence = try models[index].influence?() else { return nil }
        let spread = examples.map { influence.estimate(of: $0) }.meanAndSpread.spread
        let unit = (goal == .promote ? 1 : -1) / (spread > 0 ? spread : 1)
        return ModelEstimate(
          model: index, clean: 0, value: { unit * influence.estimate(of: $0) })
      }
      guard !found.isEmpty else { throw AttackError.noSimulator }
      return found
    }
  }
}
