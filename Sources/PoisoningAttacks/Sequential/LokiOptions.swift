public import TensorLearning

/// How LOKI learns and what it chooses among.
public struct LokiOptions: Hashable, Codable, Sendable {
  /// How items are grouped.
  public var groups: ItemGroups.Options
  /// How the agent learns.
  public var learning: QLearningOptions
  /// The number of parts of an episode after each of which the agent is rewarded, at least 1.
  public var rewardedParts: Int
  /// The number of the best sequences of groups that are tried by training the simulator anew, at least 1.
  public var finalists: Int
  /// ε when the learned policy plays for the final, in [0, 1].
  public var finalExploration: Double

  /// Options with the package's defaults, each of which can be changed.
  public init(
    groups: ItemGroups.Options = .init(),
    learning: QLearningOptions = .init(
      episodes: 320, updatesPerRound: 16, targetInterval: 10),
    rewardedParts: Int = 3, finalists: Int = 6, finalExploration: Double = 0.15
  ) {
    self.groups = groups
    self.learning = learning
    self.rewardedParts = rewardedParts
    self.finalists = finalists
    self.finalExploration = finalExploration
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
    try require(rewardedParts >= 1, "rewardedParts", "\(rewardedParts) is not at least 1")
    try require(finalists >= 1, "finalists", "\(finalists) is not at least 1")
    try require(
      finalExploration >= 0 && finalExploration <= 1, "finalExploration",
      "\(finalExploration) is not in [0, 1]")
    try learning.validate()
  }
}
