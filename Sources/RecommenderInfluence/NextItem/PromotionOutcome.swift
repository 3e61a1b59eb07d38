import RecommenderData
public import Recommenders
public import Tensor

/// How far a model shows the targets of a scenario to its users.
public struct PromotionOutcome: Hashable, Sendable {
  /// The fraction of pairs of a target user and a target with the target in the user's list
  /// [Zhang2020, §4.2.3]; a target that the user has seen is never in it.
  public let displayRate: Double
  /// The fraction of target users with any target in their list.
  public let anyTargetRate: Double
  /// The mean over pairs with an unseen target of log σ(m), m being the target's score less that of the
  /// K-th best other unseen item: the target is shown where m > 0.
  ///
  /// It grows with every pair that comes nearer to its list and saturates beyond, so that neither the
  /// targets that are shown anyway nor models that are easily moved decide alone.
  public let logLikelihood: Double
  /// The mean over all pairs of σ(m), 0 for seen targets: a display rate without its edge.
  ///
  /// Unlike ``logLikelihood`` it does not mind targets that stay far from every list.
  public let smoothDisplayRate: Double

  /// How far a goal is attained, in [0, 1.25]: the display rate, and a quarter of the smooth one, which
  /// tells apart what shows nothing yet; 1.25 less both for demotion.
  public func attainment(of goal: PromotionGoal) -> Double {
    let value = displayRate + 0.25 * smoothDisplayRate
    return goal == .promote ? value : 1.25 - value
  }

  /// The outcome of a scenario with a model.
  ///
  /// - Parameters:
  ///   - model: A model fitted on the scenario's log, with or without injected users, or a vote of models.
  ///   - scenario: Whom to show what.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError.shapeMismatch` if the model is not of this log, `.factorNotFinite` for scores that
  ///   are no numbers.
  public init(
    of model: some NextItemScorer, in scenario: PromotionScenario,
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) {
    let pairs = try PromotionPairs(of: model, in: scenario, parallelism: parallelism).pairs
    let losses = pairs.map { PairLoss(margin: $0.margin) }
    let shown = pairs.filter(\.isShown)
    let all = Double(scenario.users.count * scenario.targets.count)
    displayRate = Double(shown.count) / all
    anyTargetRate = Double(Set(shown.map(\.user)).count) / Double(scenario.users.count)
    logLikelihood = pairs.isEmpty ? 0 : -losses.reduce(0) { $0 + $1.loss } / Double(pairs.count)
    smoothDisplayRate = losses.reduce(0) { $0 + 1 - $1.slope } / all
  }
}
