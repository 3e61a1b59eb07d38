public import TensorLearning

/// How LOKI learns and what it chooses among.
public struct LokiOptions: Hashable, Codable, Sendable {
  /// How items are grouped.
  public var groups: ItemGroups.Options
  /// How the items of a group are drawn.
  public var itemSampling: ItemSampling
  /// How the agent learns.
  public var learning: QLearningOptions
  /// How fake users are judged while learning.
  public var estimator: OutcomeEstimator
  /// How many actions of fake users the estimator looks at, at least 1: of more fake users it sees the first.
  ///
  /// Which sequence of groups does most hardly depends on the number of its followers, but the cost does.
  public var estimatedActions: Int
  /// The number of parts of an episode after each of which the agent is rewarded, at least 1.
  public var rewardedParts: Int
  /// The number of the best sequences of groups that are tried, beside fixed ones, by training the simulator
  /// anew, at least 1.
  public var finalists: Int
  /// The number of the best fixed ones that are tried together with the very best of them, not negative; if any,
  /// so is the best learned one if it is better.
  public var sharedFinalists: Int
  /// How much more, relatively, a learned sequence or two sequences together have to gain in the final than the best
  /// fixed one alone, not negative.
  public var finalMargin: Double
  /// ε when the learned policy plays for the final, in [0, 1].
  public var finalExploration: Double
  /// The number of parts in which fake users are injected, the simulator trained anew after each, at least 1.
  public var portions: Int
  /// The number of sequences of groups whose effect the victim is asked for, to weight the simulator's models,
  /// not negative.
  public var queries: Int

  /// Options with the package's defaults, each of which can be changed.
  public init(
    groups: ItemGroups.Options = .init(), itemSampling: ItemSampling = .uniform,
    learning: QLearningOptions = .init(
      episodes: 128, updatesPerRound: 48, targetInterval: 10),
    estimator: OutcomeEstimator = .localRetraining, estimatedActions: Int = 2500,
    rewardedParts: Int = 3, finalists: Int = 2, sharedFinalists: Int = 2,
    finalMargin: Double = 0.1,
    finalExploration: Double = 0.15, portions: Int = 1, queries: Int = 0
  ) {
    self.groups = groups
    self.itemSampling = itemSampling
    self.learning = learning
    self.estimator = estimator
    self.estimatedActions = estimatedActions
    self.rewardedParts = rewardedParts
    self.finalists = finalists
    self.sharedFinalists = sharedFinalists
    self.finalMargin = finalMargin
    self.finalExploration = finalExploration
    self.portions = portions
    self.queries = queries
  }

  /// Checks every option but those of groups, which depend on the data.
  ///
  /// - Throws: `AttackError.invalidOption`, `LearningError.invalidOption`.
  public func validate() throws {
    func require(_ isTrue: Bool, _ name: String, _ requirement: String) throws(AttackError) {
      guard isTrue else {
        throw .invalidOption(attack: "loki", name: name, requirement: requirement)
      }
    }
    for (name, count, least) in [
      ("estimatedActions", estimatedActions, 1), ("rewardedParts", rewardedParts, 1),
      ("finalists", finalists, 1),
      ("sharedFinalists", sharedFinalists, 0), ("portions", portions, 1), ("queries", queries, 0),
    ] {
      try require(count >= least, name, "\(count) is not at least \(least)")
    }
    try require(
      finalExploration >= 0 && finalExploration <= 1, "finalExploration",
      "\(finalExploration) is not in [0, 1]")
    try require(
      finalMargin >= 0 && finalMargin.isFinite, "finalMargin",
      "\(finalMargin) is not at least 0 and finite")
    try learning.validate()
  }
}
