public import Foundation
internal import PoisoningAttacks
public import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
public import Tensor

/// How well estimates of injected sequences order them as training anew does [Zhang2020, §3.3].
///
/// For each model random sequences of groups are injected, one at a time, and the model is trained anew with each.
/// An action is on what is pushed as often as not: sequences that never push do nothing, and could be ordered
/// by nothing.
///
/// ```swift
/// let study = try EstimatorReproduction(of: log)
/// try study.run(folder: URL(filePath: "out"), gnuplot: Gnuplot()).table()
/// ```
public struct EstimatorReproduction: Sendable {
  /// The name of the study.
  public static let name = "loki-estimators"

  /// What is compared.
  public let configuration: EstimatorConfiguration
  /// The actions of normal users.
  public let log: InteractionLog

  /// A study on `log`, whose every option has been checked.
  ///
  /// - Throws: `ExperimentError.invalidOption` naming the option; `InfluenceError.invalidOption`.
  public init(of log: InteractionLog, configuration: EstimatorConfiguration = .init()) throws {
    try configuration.validate()
    self.configuration = configuration
    self.log = log
  }

  /// Measures and draws, or what is left of a run that was broken off.
  ///
  /// The folder gets `loki-estimators.md` and `.csv`, and the drawing as `.svg` and `.png` with the data and the
  /// script that it is made from, each whole or absent at any time; and a folder `loki-estimator-samples` with
  /// what was measured of each injection.
  ///
  /// - Parameters:
  ///   - folder: Where to write.
  ///   - gnuplot: The program that draws.
  ///   - parallelism: The number of threads to use; it does not change the result but for the seconds in it.
  ///   - progress: Called after each injection; an error that it throws ends the run, and what was measured
  ///     stays.
  /// - Throws: Errors of the split, of fits and solves; `ExperimentError.gnuplotFailed`, or `.file` if a file
  ///   cannot be written; whatever `progress` throws.
  /// - Complexity: A fit for each injection, and another one and a solve for each model.
  public func run(
    folder: URL, gnuplot: Gnuplot, parallelism: Parallelism = .automatic,
    progress: ((GridProgress) throws -> Void)? = nil
  ) throws -> EstimatorReport {
    let store = try CellStore<EstimatorKey, EstimatorSample>(
      in: folder.appending(path: "loki-estimator-samples"), configuration: configuration.shared,
      data: log.fingerprint)
    var subject: EstimatorSubject?
    let keys = configuration.keys
    let samples = try GridRunner(store: store).run(keys, progress: progress, weight: \.work) {
      key in
      let known = subject?.model == key.model ? subject : nil
      let current =
        try known
        ?? EstimatorSubject(
          key.model, configuration: configuration, log: log, parallelism: parallelism)
      subject = current
      return try current.sample(key.sample)
    }
    let report = EstimatorReport(
      configuration: configuration, summary: try InteractionSummary(of: log),
      samples: Dictionary(grouping: zip(keys, samples), by: \.0.model).mapValues {
        $0.map(\.1)
      })
    try DrawnReport(
      name: Self.name, csv: report.csv, plotData: report.plotData, plotScript: report.plotScript,
      markdown: report.markdown
    ).write(to: folder, gnuplot: gnuplot)
    return report
  }
}

/// A model whose estimates are judged.
private struct EstimatorSubject {
  let model: NextItemModel
  private let configuration: EstimatorConfiguration
  private let scenario: PromotionScenario
  private let attacker: AttackerModel
  private let groups: ItemGroups
  private let influence: NextItemInfluence
  private let count: Int
  private let parallelism: Parallelism

  /// Trains the clean model and solves for influences.
  init(
    _ model: NextItemModel, configuration: EstimatorConfiguration, log: InteractionLog,
    parallelism: Parallelism
  ) throws {
    self.model = model
    self.configuration = configuration
    self.parallelism = parallelism
    scenario = try ScenarioDraw(
      configuration: configuration.audit, split: log.leavingLastTwoOut(), parallelism: parallelism
    ).scenario()
    count = try AttackBudget.fakeUserCount(
      size: configuration.controlled, normalUsers: log.normalUserCount)
    try configuration.groups.validate(itemCount: log.itemCount)
    attacker = try AttackerModel(
      model, scenario: scenario, seed: SeededGenerator.derivedSeed(configuration.seed, [1]),
      local: configuration.local, parallelism: parallelism)
    var rng = SeededGenerator(seed: configuration.seed, purpose: "groups")
    groups = try ItemGroups(
      scenario, models: [attacker.clean], options: configuration.groups, parallelism: parallelism,
      using: &rng)
    influence = try NextItemInfluence(
      of: attacker.clean, in: scenario, options: configuration.influence, parallelism: parallelism)
  }

  /// Injects a random sequence of groups.
  func sample(_ number: Int) throws -> EstimatorSample {
    var rng = SeededGenerator(
      seed: SeededGenerator.derivedSeed(configuration.seed, [3, UInt64(number)]))
    let pattern = (0..<configuration.actions).map { _ in
      rng.nextIndex(below: 2) == 0
        ? rng.nextIndex(below: groups.pushedCount)
        : groups.pushedCount + rng.nextIndex(below: groups.items.count - groups.pushedCount)
    }
    let sequences = groups.sequences(following: [pattern], count: count, using: &rng)
    func timed<Value>(_ body: () throws -> Value) rethrows -> (value: Value, seconds: Double) {
      let begun = ContinuousClock.now
      let value = try body()
      return (value, (ContinuousClock.now - begun).seconds)
    }
    let retrained = try timed {
      try model.fit(
        scenario.log.injecting(sequences),
        seed: SeededGenerator.derivedSeed(configuration.seed, [2, 0]), parallelism: parallelism)
    }
    let local = try timed { try attacker.local.outcome(injecting: sequences) }
    let rewards = timed { sequences.prefix(64).map { influence.rewards(of: $0).count } }
    return EstimatorSample(
      pattern: pattern.map { groups.names[$0] }.joined(),
      pushes: pattern.count { $0 < groups.pushedCount },
      retrained: .init(
        try PromotionOutcome(of: retrained.value, in: scenario, parallelism: parallelism)),
      local: .init(local.value), influence: influence.estimate(of: sequences),
      retrainedSeconds: retrained.seconds, localSeconds: local.seconds,
      rewardSeconds: rewards.seconds, rewards: rewards.value.reduce(0, +),
      solve: .init(
        damping: influence.report.damping, iterations: influence.report.iterations,
        residual: influence.report.residual,
        seconds: influence.report.seconds, bytes: influence.report.bytes))
  }
}
