internal import Foundation
public import PoisoningAttacks
public import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
public import Tensor

/// Attacks on a next-item recommender, each measured by training the victim anew [Zhang2020, §4].
///
/// ```swift
/// let (log, _) = try InteractionReader().read("Beauty.txt.gz")
/// let result = try SequenceAudit(.init(victim: .fpmc)).run(on: log)
/// print(result.table)
/// ```
public struct SequenceAudit: Sendable {
  /// The name of the attack whose fake users come from outside.
  public static let given = "given"

  /// What to measure.
  public let configuration: SequenceAuditConfiguration
  /// The number of threads to use; it does not change the result but for the seconds in it.
  public let parallelism: Parallelism

  /// An audit.
  public init(_ configuration: SequenceAuditConfiguration, parallelism: Parallelism = .automatic) {
    self.configuration = configuration
    self.parallelism = parallelism
  }

  /// Draws targets and users, makes every attack, and trains the victim on each poisoned log.
  ///
  /// - Parameters:
  ///   - log: The actions of normal users, at least three of each; the last two are held out.
  ///   - given: Fake users of one's own over the items of `log`, any number of any lengths, measured after all
  ///     others as the attack ``given``.
  ///   - start: What LOKI has learned before, to go on from.
  ///   - learned: Called with what LOKI has learned.
  ///   - made: Called with each attack's fake users, over the items of `log`, before they are measured.
  ///   - progress: Called with what is being done and the share of it that is; an error that it throws ends
  ///     the audit.
  /// - Throws: `ExperimentError` for options out of range or more targets or users than there are; errors
  ///   of the split, of fits and of attacks; whatever a callback throws.
  public func run(
    on log: InteractionLog, given: [FakeSequence] = [], start: LokiPolicy? = nil,
    learned: ((LokiPolicy) throws -> Void)? = nil,
    made: ((_ attack: String, _ sequences: [FakeSequence]) throws -> Void)? = nil,
    progress: ((_ step: String, _ share: Double) throws -> Void)? = nil
  ) throws -> SequenceAuditResult {
    try configuration.validate()
    let split = try log.leavingLastTwoOut()
    let count = try AttackBudget.fakeUserCount(
      size: configuration.controlled, normalUsers: log.normalUserCount)
    if configuration.attacks.contains("greedy") {
      try configuration.loki.groups.validate(itemCount: log.itemCount)
    }
    if configuration.attacks.contains("loki") {
      try LokiAttack(models: [], options: configuration.loki).validate(
        count: count, length: configuration.actions, itemCount: log.itemCount, start: start)
    }
    let scenario = try ScenarioDraw(
      configuration: configuration, split: split, parallelism: parallelism
    ).scenario()
    let models = try models(scenario, progress)
    var cells: [SequenceAuditResult.Cell] = []
    for attack in configuration.attacks + (given.isEmpty ? [] : [Self.given]) {
      let begun = ContinuousClock.now
      try progress?(attack, 0)
      let isGiven = attack == Self.given
      let (sequences, report) =
        try isGiven
        ? (given, nil)
        : sequences(of: attack, models, count, scenario, start) { try progress?(attack, $0) }
      let seconds = (ContinuousClock.now - begun) / .seconds(1)
      if let report { try learned?(report.policy) }
      try made?(attack, sequences)
      let outcomes = try outcomes(of: sequences, attack, scenario, progress)
      func mean(_ value: (PromotionOutcome) -> Double) -> Double {
        outcomes.reduce(0) { $0 + value($1) } / Double(outcomes.count)
      }
      cells.append(
        SequenceAuditResult.Cell(
          attack: attack, displayRate: mean(\.displayRate), anyTargetRate: mean(\.anyTargetRate),
          logLikelihood: mean(\.logLikelihood), seconds: seconds,
          fakeUsers: isGiven ? given.count : nil,
          patterns: report?.patternNames, weights: report?.weights,
          trials: report.map(trials), curve: report?.curve))
    }
    return SequenceAuditResult(
      configuration: configuration, normalUsers: log.normalUserCount, fakeUsers: count,
      targets: scenario.targets.map { log.itemIdentifiers[Int($0)] },
      targetUsers: scenario.users.map { log.userIdentifiers[$0] }, cells: cells)
  }

  /// The simulator's models, if an attack needs them; their seeds are not the victim's.
  private func models(
    _ scenario: PromotionScenario, _ progress: ((String, Double) throws -> Void)?
  ) throws -> [AttackerModel] {
    guard configuration.attacks.contains(where: { ["greedy", "loki"].contains($0) }) else {
      return []
    }
    let seed = SeededGenerator.derivedSeed(configuration.seed, [1])
    return try configuration.simulators.enumerated().map { number, kind in
      try progress?("simulator", Double(number) / Double(configuration.simulators.count))
      return try AttackerModel(
        kind, scenario: scenario, seed: seed, local: configuration.local, parallelism: parallelism)
    }
  }

  /// The fake users of one attack.
  private func sequences(
    of attack: String, _ models: [AttackerModel], _ count: Int, _ scenario: PromotionScenario,
    _ start: LokiPolicy?, _ progress: @escaping (Double) throws -> Void
  ) throws -> (sequences: [FakeSequence], report: LokiAttack.Report?) {
    var rng = SeededGenerator(seed: configuration.seed, purpose: attack)
    let length = configuration.actions
    if attack == "loki" {
      let report = try LokiAttack(
        models: models, options: configuration.loki, parallelism: parallelism
      ).report(
        count: count, length: length, scenario: scenario, start: start,
        victim: {
          // Answers of the recommender in service, which is not the one that is measured later.
          let model = try ScenarioDraw.victim(
            configuration, scenario.log.injecting($0), repetition: configuration.repetitions,
            parallelism: parallelism)
          return try PromotionOutcome(of: model, in: scenario, parallelism: parallelism)
            .displayRate
        }, progress: progress, using: &rng)
      return (report.sequences, report)
    }
    let made: any SequenceAttack =
      switch attack {
      case "random": RandomSequences()
      case "popular": CovisitationAttack(.popular)
      case "alternate": CovisitationAttack(.alternate)
      case "alternate-last": CovisitationAttack(.alternateLast)
      case "greedy":
        GreedySequences(
          models: models, groups: configuration.loki.groups,
          estimator: configuration.loki.estimator,
          estimatedActions: configuration.loki.estimatedActions, parallelism: parallelism)
      default: NoSequences()
      }
    let sequences = try made.sequences(
      count: count, length: length, scenario: scenario, progress: progress, using: &rng)
    return (sequences, nil)
  }

  /// What LOKI tried, in letters.
  private func trials(_ report: LokiAttack.Report) -> [SequenceAuditResult.Trial] {
    report.trials.map {
      SequenceAuditResult.Trial(
        patterns: $0.patterns.map(report.name(of:)), displayRates: $0.displayRates, value: $0.value)
    }
  }

  /// What the victim shows after training with fake users, once for each repetition.
  private func outcomes(
    of sequences: [FakeSequence], _ attack: String, _ scenario: PromotionScenario,
    _ progress: ((String, Double) throws -> Void)?
  ) throws -> [PromotionOutcome] {
    let poisoned = try scenario.log.injecting(sequences)
    return try (0..<configuration.repetitions).map { repetition in
      let model = try ScenarioDraw.victim(
        configuration, poisoned, repetition: repetition, parallelism: parallelism,
        progress: { try progress?("\(attack), victim", Double($0.epoch) / Double($0.epochs)) })
      return try PromotionOutcome(of: model, in: scenario, parallelism: parallelism)
    }
  }
}
