internal import ArgumentParser
internal import PoisoningExperiments
internal import Recommenders

/// The options that say which recommender a command is about.
struct VictimOptions: ParsableArguments {
  @Option(help: "The recommender: matrix-factorization or random-walk.")
  var victim = VictimChoice.matrixFactorization

  @OptionGroup var walk: WalkOptions
}

/// The options of random walks.
struct WalkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Probability of random walks to start again at each step, from 0.001 to 0.999.")
  var restart = RandomWalkOptions().restart

  @Option(
    parsing: .unconditional,
    help: """
      Relative residual to which random walks are solved for, between 0 and 1; in single precision \
      some 1e-7 is the least that can be reached.
      """)
  var walkTolerance = RandomWalkOptions().tolerance

  func validate() throws {
    guard RandomWalkOptions.restartRange.contains(restart) else {
      throw ValidationError("--restart: \(restart) is not from 0.001 to 0.999")
    }
    guard walkTolerance > 0, walkTolerance < 1 else {
      throw ValidationError("--walk-tolerance: \(walkTolerance) is not between 0 and 1")
    }
  }

  /// The options that are not at their defaults.
  var changed: [String] {
    let defaults = RandomWalkOptions()
    return [
      ("--restart", restart != defaults.restart),
      ("--walk-tolerance", walkTolerance != defaults.tolerance),
    ].filter(\.1).map(\.0)
  }

  /// The walks.
  var walk: RandomWalkOptions {
    RandomWalkOptions(restart: restart, tolerance: walkTolerance)
  }
}
