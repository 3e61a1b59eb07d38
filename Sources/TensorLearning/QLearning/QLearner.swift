public import Tensor

/// An agent that learns what actions are worth: a deep Q-network over its own past actions.
///
/// Rounds of ε-greedy episodes go into a memory; updates draw whole episodes from it and move the
/// network's value of each action taken towards
///
///     r_t + γ max_a Q⁻(s_{t+1}, a)        [Mnih2015, Algorithm 1]
///
/// and towards r_t alone at the last step, Q⁻ being a copy of the network from a while ago.
///
/// ```swift
/// let learner = QLearner<Float>(options: .init(episodes: 400, seed: 3))
/// let result = try learner.train(on: environment) { returns.append($0.meanReturn) }
/// let actions = try result.policy.greedyEpisode()
/// ```
public struct QLearner<Scalar: TensorScalar>: Sendable {
  /// How to learn.
  public let options: QLearningOptions

  /// A learner with given options, which ``train(on:start:parallelism:progress:)`` checks.
  public init(options: QLearningOptions = .init()) {
    self.options = options
  }

  /// Learns to act in an environment.
  ///
  /// - Parameters:
  ///   - environment: What gives rewards; best of the order of 1.
  ///   - start: A policy to go on from, for this number of actions; a random one if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each round; an error that it throws ends learning.
  /// - Returns: The policy and the learning curve. The same seed gives the same bits if the
  ///   environment gives the same rewards.
  /// - Throws: `LearningError.invalidOption`; `.shapeMismatch` if rewards are not one a step or
  ///   `start` does not fit; `.rewardNotFinite` with episode and step; `.notFinite` with the number
  ///   of the update if learning leaves the finite numbers; whatever the environment or `progress`
  ///   throws.
  /// - Complexity: For each update about 30·batch·horizon·units·(rank + units + actions) flops.
  ///   Memory for the remembered episodes and a few networks.
  public func train(
    on environment: some EpisodeEnvironment, start: QPolicy<Scalar>? = nil,
    parallelism: Parallelism = .automatic, progress: ((QLearningPoint) throws -> Void)? = nil
  ) throws -> QLearningResult<Scalar> {
    try options.validate()
    try Initialization.requireSize(environment.horizon, "horizon")
    var training = try QTraining<Scalar>(
      options, actionCount: environment.actionCount, start: start?.network,
      parallelism: parallelism)
    var explorer = SeededGenerator(seed: options.seed, stream: 1)
    var curve: [QLearningPoint] = []
    var played = 0
    while played < options.episodes {
      let exploration = options.exploration(after: played)
      let count = min(options.episodesPerRound, options.episodes - played)
      let policy = QPolicy(network: training.network, horizon: environment.horizon)
      let episodes = try policy.episodes(count, exploration: exploration, using: &explorer)
      let rewards = try checked(
        environment.rewards(of: episodes), environment.horizon, count, played)
      for (actions, rewards) in zip(episodes, rewards) {
        training.replay.append(.init(actions: actions, rewards: rewards.map { Scalar($0) }))
      }
      played += count
      let total = rewards.reduce(0.0) { $0 + $1.reduce(0, +) }
      let point = QLearningPoint(
        episode: played, meanReturn: total / Double(count), exploration: exploration,
        loss: try training.learn())
      curve.append(point)
      try progress?(point)
    }
    return QLearningResult(
      policy: QPolicy(network: training.network, horizon: environment.horizon), curve: curve)
  }

  /// The rewards, if there is a finite one for each step of each episode.
  private func checked(
    _ rewards: [[Double]], _ horizon: Int, _ count: Int, _ first: Int
  ) throws(LearningError) -> [[Double]] {
    let lengths = Set(rewards.map(\.count)).subtracting([horizon])
    guard rewards.count == count, lengths.isEmpty else {
      throw .shapeMismatch(
        operation: "EpisodeEnvironment.rewards", expected: "\(count) × \(horizon) rewards",
        found: lengths.first.map { "an episode of \($0)" } ?? "\(rewards.count) episodes")
    }
    for (episode, rewards) in rewards.enumerated() {
      for (step, reward) in rewards.enumerated() where !Scalar(reward).isFinite {
        throw .rewardNotFinite(episode: first + episode, step: step, value: reward)
      }
    }
    return rewards
  }
}
