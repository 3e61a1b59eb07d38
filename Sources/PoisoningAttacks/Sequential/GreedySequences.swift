public import RecommenderData
public import RecommenderInfluence
public import Tensor

/// Groups chosen one action at a time by the outcome estimator, without learning.
///
/// Each step takes the group after which the attacker's models, retrained locally, show the targets most;
/// all fake users follow the one sequence of groups that comes of it, which depends on their number.
public struct GreedySequences: SequenceAttack {
  /// The name of this attack.
  public let name = "greedy"
  /// The simulator's models.
  public let models: [AttackerModel]
  /// How items are grouped.
  public var groups: ItemGroups.Options
  /// How fake users are judged.
  public var estimator: OutcomeEstimator
  /// How many actions of fake users the estimator looks at, at least 1; see ``LokiOptions/estimatedActions``.
  public var estimatedActions: Int
  /// The number of threads to use; it does not change the result.
  public var parallelism: Parallelism

  /// The attack with given models.
  public init(
    models: [AttackerModel], groups: ItemGroups.Options = .init(),
    estimator: OutcomeEstimator = .localRetraining, estimatedActions: Int = 2500,
    parallelism: Parallelism = .automatic
  ) {
    self.models = models
    self.groups = groups
    self.estimator = estimator
    self.estimatedActions = estimatedActions
    self.parallelism = parallelism
  }

  /// Sequences that all follow the groups of the greedy choice.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try requireBudget(count, length)
    guard !models.isEmpty else { throw AttackError.noSimulator }
    guard estimatedActions >= 1 else {
      throw AttackError.invalidOption(
        attack: name, name: "estimatedActions",
        requirement: "\(estimatedActions) is not at least 1")
    }
    let groups = try ItemGroups(
      scenario, models: models.map(\.clean), options: groups, parallelism: parallelism, using: &rng)
    let simulated = try SimulatedOutcome(
      estimator, models: models, weights: models.map { _ in 1 / Double(models.count) },
      scenario: scenario, groups: groups, count: count, length: length,
      estimatedActions: estimatedActions, parallelism: parallelism, seed: rng.next())
    var pattern: [Int] = []
    while pattern.count < length {
      let candidates = groups.items.indices.map { pattern + [$0] }
      let values = try simulated.values(candidates)
      let best = values.indices.max { (values[$0], $1) < (values[$1], $0) } ?? 0
      pattern.append(best)
      try progress?(Double(pattern.count) / Double(length))
    }
    return simulated.sequences([pattern])
  }
}
