internal import PoisoningAttacks
public import RecommenderData
public import Recommenders
public import Tensor

extension GuardOptions {
  /// The features of fake users of runs of an attack, and of normal users, that a detector can learn
  /// from.
  ///
  /// - Parameters:
  ///   - ratings: The data, without injected users.
  ///   - attack: The name of an attack of the catalog.
  ///   - size: Fake users relative to normal users, in (0, 1].
  ///   - fillers: Filler items of each fake user.
  ///   - trainingUsers: The number of examples of each kind, of normal users at most half of all.
  ///   - fit: The model that the attacker fits; its seed is that of the runs.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - heartbeat: Called now and then; an error that it throws ends the runs.
  /// - Returns: A row of the six features for each example, and whether it is a fake user.
  /// - Throws: What an audit with these options throws, and what attacks throw.
  public static func trainingExamples(
    of ratings: RatingMatrix, attack: String, size: Double, fillers: Int,
    trainingUsers: Int, fit: FactorizationOptions, parallelism: Parallelism = .automatic,
    heartbeat: () throws -> Void
  ) throws -> (features: Matrix<Double>, isFake: [Bool]) {
    let audit = try Audit(
      of: ratings,
      configuration: AuditConfiguration(
        attacks: [attack], sizes: [size], targets: .random(count: 1), fillers: fillers, fit: fit,
        seed: fit.seed,
        guarding: GuardOptions(detector: .svm, trainingUsers: trainingUsers)))
    let settings = audit.configuration.attackSettings(parallelism: parallelism)
    return try TrainingRuns(audit, parallelism: parallelism).examples(
      of: audit.catalog.attack(named: attack, settings: settings), named: attack, size: size,
      heartbeat: heartbeat)
  }
}
