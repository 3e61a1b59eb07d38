import RecommenderInfluence

/// A random injection as estimates see it, and what it does when the model is trained anew.
public struct EstimatorSample: Hashable, Codable, Sendable {
  /// What a model shows.
  public struct Outcome: Hashable, Codable, Sendable {
    /// The display rate.
    public let displayRate: Double
    /// The display rate and a quarter of the smooth one; see ``PromotionOutcome/attainment(of:)``.
    public let attainment: Double
    /// The mean of log σ of targets' margins.
    public let logLikelihood: Double
  }

  /// The solve that influences rest on, the same for all injections on a model.
  public struct Solve: Hashable, Codable, Sendable {
    /// δ.
    public let damping: Double
    /// The number of products with the curvature.
    public let iterations: Int
    /// The relative residual.
    public let residual: Double
    /// The seconds that it took, with all that goes before.
    public let seconds: Double
    /// The memory of it.
    public let bytes: Int
  }

  /// The sequence of groups that all fake users follow, in letters.
  public let pattern: String
  /// How many of its actions are on what is pushed.
  public let pushes: Int
  /// What the model shows after training anew.
  public let retrained: Outcome
  /// What it shows after local retraining.
  public let local: Outcome
  /// The estimated change by influence functions.
  public let influence: Double
  /// The seconds of training anew.
  public let retrainedSeconds: Double
  /// The seconds of local retraining, on one thread.
  public let localSeconds: Double
  /// The seconds that the rewards of some fake users' actions by influence took, on one thread.
  public let rewardSeconds: Double
  /// The number of those rewards.
  public let rewards: Int
  /// What influences rest on.
  public let solve: Solve
}

extension EstimatorSample.Outcome {
  /// What an outcome shows.
  init(_ outcome: PromotionOutcome) {
    self.init(
      displayRate: outcome.displayRate, attainment: outcome.attainment(of: .promote),
      logLikelihood: outcome.logLikelihood)
  }
}
