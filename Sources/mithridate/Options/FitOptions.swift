internal import ArgumentParser
internal import PoisoningExperiments
internal import Recommenders
internal import Tensor

/// The options of every command that fits the recommender.
struct FitOptions: ParsableArguments {
  @Option(parsing: .unconditional, help: "Number of factors of a user or item. (default: 64)")
  var rank: Int?

  @Option(parsing: .unconditional, help: "Weight λ of the squared factors in the objective.")
  var regularization = FactorizationOptions().regularization

  @Option(parsing: .unconditional, help: "Greatest number of sweeps over all users and items.")
  var sweeps = FactorizationOptions().sweeps

  @Option(
    parsing: .unconditional,
    help: "Stop when a sweep lowers the objective by less than this share; 0 never does.")
  var tolerance = FactorizationOptions().tolerance

  @Option(
    parsing: .unconditional,
    help: """
      Stop when the norm of the objective's gradient is this or less; 0 never does. In single \
      precision some 1e-7 of the objective is the least that can be reached.
      """)
  var gradientTolerance = FactorizationOptions().gradientTolerance

  @Option(
    help: """
      none, or lbfgs: quasi-Newton steps on the sweeps, for fits to a stationary point, in memory \
      for 30 times the factors.
      """)
  var acceleration = FactorizationOptions().acceleration

  @Option(parsing: .unconditional, help: "Seed of everything random.")
  var seed: UInt64 = 1

  @Option(help: "Precision of the factors: double or float.")
  var precision = ScalarPrecision.double

  @OptionGroup var threading: ThreadOptions

  /// The hyperparameters, checked when they meet the data.
  var factorization: FactorizationOptions {
    FactorizationOptions(
      rank: rank ?? FactorizationOptions().rank, regularization: regularization, sweeps: sweeps,
      tolerance: tolerance, gradientTolerance: gradientTolerance, acceleration: acceleration,
      seed: seed)
  }

  /// The options that only a fit heeds and that are not at their defaults.
  var changedOfFit: [String] {
    let defaults = FactorizationOptions()
    return [
      ("--rank", rank != nil), ("--regularization", regularization != defaults.regularization),
      ("--sweeps", sweeps != defaults.sweeps), ("--tolerance", tolerance != defaults.tolerance),
      ("--gradient-tolerance", gradientTolerance != defaults.gradientTolerance),
      ("--acceleration", acceleration != defaults.acceleration),
      ("--precision", precision != .double),
    ].filter(\.1).map(\.0)
  }

  /// The threads to use.
  var parallelism: Parallelism { threading.parallelism }
}
