public import Tensor

/// How far an agent is after a round of episodes.
public struct QLearningPoint: Hashable, Codable, Sendable {
  /// The number of episodes played, those of this round included.
  public let episode: Int
  /// The mean over the round of the sum of an episode's rewards, without discount.
  public let meanReturn: Double
  /// ε in this round.
  public let exploration: Double
  /// The mean loss of the updates after this round; `nil` before the first update.
  public let loss: Double?

  /// A point of given values.
  public init(episode: Int, meanReturn: Double, exploration: Double, loss: Double?) {
    self.episode = episode
    self.meanReturn = meanReturn
    self.exploration = exploration
    self.loss = loss
  }
}

/// What came of learning.
public struct QLearningResult<Scalar: TensorScalar>: Equatable, Sendable {
  /// The policy at the end.
  public let policy: QPolicy<Scalar>
  /// The learning curve, a point a round.
  public let curve: [QLearningPoint]
}
