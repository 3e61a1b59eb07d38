/// What an agent acts in: episodes of a fixed number of actions, rewarded step by step.
///
/// What the agent sees is its own actions so far; the environment is a function of them. Rewards of
/// many episodes are asked for at once, since some environments answer that sooner than one episode
/// after another.
public protocol EpisodeEnvironment {
  /// The number of actions to choose from, at least 1.
  var actionCount: Int { get }
  /// The number of actions in an episode, at least 1.
  var horizon: Int { get }
  /// The rewards of whole episodes.
  ///
  /// - Parameter episodes: Each of `horizon` actions in `0..<actionCount`.
  /// - Returns: As many rewards for each, one a step, finite.
  func rewards(of episodes: [[Int]]) throws -> [[Double]]
}

/// An environment whose rewards a closure gives.
///
/// ```swift
/// let environment = ClosureEnvironment(actionCount: 2, horizon: 6) { episodes in
///   episodes.map { $0.map { $0 == 1 ? 1 : 0 } }
/// }
/// ```
public struct ClosureEnvironment: EpisodeEnvironment {
  /// The number of actions to choose from.
  public let actionCount: Int
  /// The number of actions in an episode.
  public let horizon: Int
  private let body: ([[Int]]) throws -> [[Double]]

  /// An environment of given size; `rewards` is what ``rewards(of:)`` calls.
  public init(
    actionCount: Int, horizon: Int, rewards: @escaping ([[Int]]) throws -> [[Double]]
  ) {
    self.actionCount = actionCount
    self.horizon = horizon
    body = rewards
  }

  /// The rewards of whole episodes, as the closure gives them.
  public func rewards(of episodes: [[Int]]) throws -> [[Double]] {
    try body(episodes)
  }
}
