internal import ArgumentParser
internal import PoisoningAttacks
internal import PoisoningExperiments

/// The options of every command that makes fake profiles: how optimized attacks go about it.
struct OptimizationArguments: ParsableArguments {
  @Option(
    help: """
      Derivative that descents follow: published, one-sweep, refit or stationary; refit:20 is one \
      of 20 sweeps.
      """)
  var gradient = OptimizationOptions().gradient

  @Option(parsing: .unconditional, help: "Gradient steps for each fake user.")
  var steps = OptimizationOptions().steps

  @Option(
    parsing: .unconditional,
    help: "Users whose lists count for attacks on random or influential users.")
  var influentialUsers = OptimizationOptions().influentialUsers

  @Option(
    parsing: .unconditional,
    help: "Width b of the loss, in ratings, in the last step of a descent.")
  var lossWidth = OptimizationOptions().lossWidth

  @Option(
    parsing: .unconditional,
    help: "Width of the loss in the first step, if it is to fall from there. (default: no)")
  var initialLossWidth: Double?

  @Option(
    parsing: .unconditional,
    help: "Weight η of the sum of a fake user's ratings in the loss.")
  var sparsity = OptimizationOptions().sparsity

  @Option(
    parsing: .unconditional,
    help: "Rating of every item at the start of a descent, as a share of the highest one.")
  var startRating = OptimizationOptions().startRating

  @Option(
    parsing: .unconditional,
    help: "Largest change of a rating in the first step, as a share of the highest one.")
  var stepLength = OptimizationOptions().stepLength

  @Option(
    parsing: .unconditional,
    help: "Number of factors of the attacker's model. (default: that of the recommender)")
  var attackerRank: Int?

  /// The options that are not at their defaults.
  var changed: [String] {
    let (options, defaults) = (optimization, OptimizationOptions())
    return [
      ("--gradient", options.gradient != defaults.gradient),
      ("--steps", options.steps != defaults.steps),
      ("--influential-users", options.influentialUsers != defaults.influentialUsers),
      ("--loss-width", options.lossWidth != defaults.lossWidth),
      ("--initial-loss-width", options.initialLossWidth != defaults.initialLossWidth),
      ("--sparsity", options.sparsity != defaults.sparsity),
      ("--start-rating", options.startRating != defaults.startRating),
      ("--step-length", options.stepLength != defaults.stepLength),
      ("--attacker-rank", attackerRank != nil),
    ].filter(\.1).map(\.0)
  }

  /// The options, checked when they meet the data.
  var optimization: OptimizationOptions {
    OptimizationOptions(
      gradient: gradient, steps: steps, influentialUsers: influentialUsers, lossWidth: lossWidth,
      initialLossWidth: initialLossWidth, sparsity: sparsity,
      startRating: startRating, stepLength: stepLength)
  }
}
