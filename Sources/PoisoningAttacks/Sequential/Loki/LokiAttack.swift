public import RecommenderData
public import RecommenderInfluence
internal import Recommenders
public import Tensor
internal import TensorLearning

/// LOKI: an agent that learns what fake users should do from a simulator of the recommender [Zhang2020].
///
/// A deep Q-network chooses groups of items one action at a time (§3.4). Its rewards say how much nearer the
/// goal comes when the simulator's models are retrained locally on the fake users so far; the paper's linear
/// estimate by influence functions leads a good learner to sequences of targets only, which do nothing. The best
/// of what was met, and fixed alternations of targets with what target users chose, are then tried by training the
/// simulator's models anew; the best fixed sequence of groups is the attack, unless a learned one, or two shared
/// among the fake users, are better by a margin.
///
/// What is learned depends on the number of fake users: those of a smaller budget are not the first of a larger one.
///
/// ```swift
/// let models = try [NextItemModel.bprmf, .transrec].map {
///   try AttackerModel($0, scenario: scenario, seed: 7)
/// }
/// let report = try LokiAttack(models: models).report(
///   count: 671, length: 15, scenario: scenario, using: &rng)
/// print(report.patternNames)
/// ```
public struct LokiAttack: SequenceAttack {
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

  /// The fake users of the learned attack; ``report(count:length:scenario:start:victim:progress:using:)`` says
  /// more.
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
  ///   - start: What was learned before, to go on from, with the same groups and length.
  ///   - victim: The victim's display rate with given fake users, asked ``LokiOptions/queries`` times.
  ///   - progress: Called with the share that is done.
  ///   - rng: The only source of randomness.
  /// - Throws: As ``sequences(count:length:scenario:progress:using:)``; `AttackError.invalidOption` for
  ///   options out of range, a start of other groups, queries without a victim, portions with a model that
  ///   cannot be rebased, or items drawn by influence where that is known of no model; `.notFinite` for
  ///   influences that nothing can be drawn by; errors of influences' solves and of models that diverge.
  public func report(
    count: Int, length: Int, scenario: PromotionScenario, start: LokiPolicy? = nil,
    victim: ((_ fakeUsers: [FakeSequence]) throws -> Double)? = nil,
    progress: ((_ share: Double) throws -> Void)? = nil, using rng: inout SeededGenerator
  ) throws -> Report {
    try validate(count: count, length: length, itemCount: scenario.log.itemCount, start: start)
    guard !models.isEmpty else { throw AttackError.noSimulator }
    try require(
      models.count <= 16, "models", "\(models.count) are more than the 16 there may be")
    try require(options.queries == 0 || victim != nil, "queries", "there is no victim to ask")
    var groups = try ItemGroups(
      scenario, models: models.map(\.clean), options: options.groups, parallelism: parallelism,
      using: &rng)
    var weights = uniformWeights
    if let victim, options.queries > 0 {
      weights = try self.weights(
        groups, count: count, length: length, scenario, asking: victim, using: &rng)
      groups = try groups.nearing(
        scenario, by: RankVote(models.map(\.clean), weights: weights), parallelism: parallelism)
    }
    if options.itemSampling == .influence {
      let influences = try models.compactMap { try $0.influence?() }
      try require(
        !influences.isEmpty, "itemSampling", "influence is known of no model of the simulator")
      groups = try groups.weighted(
        by: influences, goal: scenario.goal, parallelism: parallelism, using: &rng)
    }
    try require(
      start == nil || start?.groups == groups.names, "policy",
      "it is of groups \(start?.groups.joined(separator: " ") ?? ""); "
        + "there are \(groups.names.joined(separator: " "))")
    var course = LokiCourse(
      options: options, groups: groups, length: length, policy: start?.policy,
      parallelism: parallelism)
    var (models, scenario) = (models, scenario)
    let earlier = scenario.log.fakeUserCount
    for portion in 0..<options.portions {
      let share = count * (portion + 1) / options.portions - count * portion / options.portions
      if portion > 0 {
        let injected = scenario.log.fakeUserCount - earlier
        (models, scenario) = try rebased(
          models, scenario, Array(course.sequences.dropFirst(injected)))
      }
      let simulated = try SimulatedOutcome(
        options.estimator, models: models, weights: weights, scenario: scenario,
        groups: groups, count: share, length: length,
        estimatedActions: options.estimatedActions, parallelism: parallelism, seed: rng.next())
      try course.learn(simulated, using: &rng) {
        try progress?((Double(portion) + $0) / Double(options.portions))
      }
    }
    guard let policy = course.policy else { preconditionFailure("nothing was learned") }
    return Report(
      groups: groups.names, weights: weights, patterns: course.patterns, trials: course.trials,
      curve: course.curve,
      policy: LokiPolicy(groups: groups.names, policy: policy), sequences: course.sequences)
  }

  /// Checks what can be checked before any model is trained.
  ///
  /// - Parameters:
  ///   - count: The number of fake users.
  ///   - length: M, the number of actions of each.
  ///   - itemCount: The number of items of the data.
  ///   - start: What was learned before.
  /// - Throws: `AttackError` for an impossible budget or options that do not fit it, the data or the start.
  package func validate(count: Int, length: Int, itemCount: Int, start: LokiPolicy?) throws {
    try requireBudget(count, length)
    try options.validate()
    try options.groups.validate(itemCount: itemCount)
    try require(
      options.portions <= max(1, count), "portions",
      "\(options.portions) are more than the \(count) fake users")
    if let start {
      try require(
        start.policy.horizon == length, "policy",
        "it is of \(start.policy.horizon) actions; there are \(length)")
    }
  }

  /// The same weight for each model.
  private var uniformWeights: [Double] {
    Array(repeating: 1 / Double(models.count), count: models.count)
  }

  /// Weights of the models by what the victim shows after the first portion's fake users follow some sequences.
  private func weights(
    _ groups: ItemGroups, count: Int, length: Int, _ scenario: PromotionScenario,
    asking victim: ([FakeSequence]) throws -> Double, using rng: inout SeededGenerator
  ) throws -> [Double] {
    let simulated = try SimulatedOutcome(
      .localRetraining, models: models, weights: uniformWeights,
      scenario: scenario, groups: groups, count: count / options.portions, length: length,
      estimatedActions: options.estimatedActions, parallelism: parallelism, seed: rng.next())
    return try LokiCourse(
      options: options, groups: groups, length: length, policy: nil, parallelism: parallelism
    ).weights(simulated, asking: victim, using: &rng)
  }

  /// The models trained anew after a portion of the fake users, and the scenario with them.
  private func rebased(
    _ models: [AttackerModel], _ scenario: PromotionScenario, _ sequences: [FakeSequence]
  ) throws -> ([AttackerModel], PromotionScenario) {
    let scenario = try scenario.injecting(sequences)
    return (
      try models.map { model in
        guard let rebased = try model.rebased?(scenario) else {
          throw AttackError.invalidOption(
            attack: name, name: "portions",
            requirement: "the model \(model.name) cannot be trained for another scenario")
        }
        return rebased
      }, scenario
    )
  }

  private func require(_ isTrue: Bool, _ option: String, _ requirement: String) throws(AttackError)
  {
    guard isTrue else {
      throw .invalidOption(attack: name, name: option, requirement: requirement)
    }
  }
}
