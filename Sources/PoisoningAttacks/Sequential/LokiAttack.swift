public import RecommenderData
public import RecommenderInfluence
public import Tensor
public import TensorLearning

/// LOKI: an agent that learns what fake users should do from a simulator of the recommender [Zhang2020].
///
/// A deep Q-network chooses groups of items one action at a time (§3.4). Its rewards say how much nearer the
/// targets come to the target users' lists when the simulator's models are retrained locally on the fake
/// users so far; the paper's linear estimate by influence functions leads a good learner to sequences of
/// targets only, which do nothing. What was found best, among it alternations of targets with each group, is then
/// tried by training the simulator's models anew, and the best sequence of groups, or the best two shared among
/// the fake users, is the attack.
public struct LokiAttack: SequenceAttack {
  /// What an attack is made of, and how it came about.
  public struct Report: Sendable {
    /// The names of the groups.
    public let groups: [String]
    /// The sequences of groups that fake users follow in turn.
    public let patterns: [[Int]]
    /// The learning curve.
    public let curve: [QLearningPoint]
    /// The learned policy.
    public let policy: QPolicy<Float>
    /// The fake users.
    public let sequences: [FakeSequence]

    /// The sequences of groups in letters, such as WTWT.
    public var patternNames: [String] {
      patterns.map { $0.map { groups[$0] }.joined() }
    }
  }

  /// The name of this attack.
  public let name = "loki"
  /// The simulator's models.
  public let models: [AttackerModel]
  /// How to learn.
  public var options: LokiOptions
  /// The number of threads to use; it does not change the result.
  public var parallelism: Parallelism

  /// The attack with given models.
  public init(
    models: [AttackerModel], options: LokiOptions = .init(), parallelism: Parallelism = .automatic
  ) {
    self.models = models
    self.options = options
    self.parallelism = parallelism
  }

  /// The fake users of the learned attack; ``report(count:length:scenario:policy:progress:using:)`` says more.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try report(count: count, length: length, scenario: scenario, progress: progress, using: &rng)
      .sequences
  }

  /// The attack with what was learned on the way.
  ///
  /// - Parameters:
  ///   - count: The number of fake users.
  ///   - length: M, the number of actions of each.
  ///   - scenario: Whom to show what.
  ///   - policy: A policy to go on from, for the same groups; a random one if not given.
  ///   - progress: Called with the share that is done.
  ///   - rng: The only source of randomness.
  /// - Throws: As ``sequences(count:length:scenario:progress:using:)``.
  public func report(
    count: Int, length: Int, scenario: PromotionScenario, policy: QPolicy<Float>? = nil,
    progress: ((_ share: Double) throws -> Void)? = nil, using rng: inout SeededGenerator
  ) throws -> Report {
    try requireBudget(count, length)
    try options.validate()
    guard !models.isEmpty else { throw AttackError.noSimulator }
    let groups = try ItemGroups(
      scenario, options: options.groups, parallelism: parallelism, using: &rng)
    let simulated = SimulatedOutcome(
      models: models, scenario: scenario, groups: groups.items, count: count, seed: rng.next())
    var learning = options.learning
    learning.seed = rng.next()
    let environment = try PatternEnvironment(
      simulated, horizon: length, parts: options.rewardedParts, parallelism: parallelism)
    let result = try QLearner<Float>(options: learning).train(
      on: environment, start: policy, parallelism: parallelism
    ) { point in
      try progress?(0.8 * Double(point.episode) / Double(learning.episodes))
    }
    // Targets alternating with each group compete as well, so that learning has to beat them.
    let alternations = groups.items.indices.dropFirst().map { partner in
      (0..<length).map { $0 % 2 == 0 ? partner : 0 }
    }
    try environment.play(
      alternations + [result.policy.greedyEpisode()]
        + result.policy.episodes(
          learning.episodesPerRound, exploration: options.finalExploration, using: &rng))
    let patterns = try best(
      among: environment.best(options.finalists), simulated,
      progress: { try progress?(0.8 + 0.2 * $0) })
    return Report(
      groups: groups.names, patterns: patterns, curve: result.curve, policy: result.policy,
      sequences: Self.sequences(patterns, simulated))
  }

  /// The sequence of groups, or the two together, that do most to models trained anew.
  private func best(
    among finalists: [[Int]], _ simulated: SimulatedOutcome,
    progress: (_ share: Double) throws -> Void
  ) throws -> [[Int]] {
    var tried: [(patterns: [[Int]], value: Double)] = []
    let rounds = Double(2 * finalists.count)
    for finalist in finalists {
      let value = try simulated.retrained(Self.sequences([finalist], simulated))
      tried.append(([finalist], value))
      try progress(Double(tried.count) / rounds)
    }
    guard let first = tried.max(by: { $0.value < $1.value })?.patterns[0] else { return [] }
    for other in finalists where other != first {
      let value = try simulated.retrained(Self.sequences([first, other], simulated))
      tried.append(([first, other], value))
      try progress(Double(tried.count) / rounds)
    }
    return tried.max { $0.value < $1.value }?.patterns ?? []
  }

  /// Fake users that follow the sequences of groups in turn.
  private static func sequences(
    _ patterns: [[Int]], _ simulated: SimulatedOutcome
  ) -> [FakeSequence] {
    var realizer = PatternRealizer(groups: simulated.groups)
    var rng = SeededGenerator(seed: simulated.seed)
    return (0..<simulated.count).map { number in
      realizer.sequence(patterns[number % patterns.count], using: &rng)
    }
  }
}
