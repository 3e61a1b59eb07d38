internal import PoisoningAttacks
public import RecommenderData
public import Tensor

/// What a detector of an attack learns from: fake users of runs of the attack, and normal users.
public struct TrainingExamples: Sendable {
  /// A row of the six features for each example.
  public let features: Matrix<Double>
  /// Whether each example is a fake user.
  public let isFake: [Bool]
  /// The run in whose ratings each example was seen, from 0.
  ///
  /// Fake users of one run share a target: what is chosen by cross-validation must not be judged
  /// on the runs that it was learned from.
  public let runs: [Int]

  init(features: Matrix<Double>, isFake: [Bool], runs: [Int]) {
    self.features = features
    self.isFake = isFake
    self.runs = runs
  }

  /// The examples of runs of an attack on random targets.
  ///
  /// - Parameters:
  ///   - ratings: The data, without injected users.
  ///   - attack: The name of an attack of the catalog.
  ///   - size: Fake users relative to normal users, in (0, 1].
  ///   - configuration: How the attack is made, what it knows of the ratings, the seed, and in
  ///     `guarding.trainingUsers` the number of examples of each kind, of normal users at most half
  ///     of all; the rest does not count.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called now and then with how many fake users there are and how many there are to
  ///     be; an error that it throws ends the runs.
  /// - Throws: What an audit with these options throws, and what attacks throw.
  /// - Complexity: That of the runs, of which there are as many as it takes to have enough fake users,
  ///   and two at least; the features of the ratings of each.
  public init(
    of ratings: RatingMatrix, attack: String, size: Double, configuration: AuditConfiguration,
    parallelism: Parallelism = .automatic, progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws {
    var configuration = configuration
    configuration.attacks = [attack]
    configuration.sizes = [size]
    configuration.targets = .random(count: 1)
    configuration.guarding.detector = .svm
    let audit = try Audit(of: ratings, configuration: configuration)
    let settings = audit.configuration.attackSettings(parallelism: parallelism)
    self = try TrainingRuns(audit, parallelism: parallelism).examples(
      of: audit.catalog.attack(named: attack, settings: settings), named: attack, size: size,
      progress: progress)
  }
}
