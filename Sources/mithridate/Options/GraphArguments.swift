internal import ArgumentParser
internal import PoisoningAttacks
internal import RecommenderInfluence

/// The options of the attacks on random walks.
struct GraphArguments: ParsableArguments {
  @Option(
    help: """
      What makes users influential for S-Graph: published (the paper's formula) or renormalized (what \
      removing a rating does).
      """)
  var walkInfluence = GraphOptions().influence

  @Option(
    parsing: .unconditional, help: "Gradient steps for each fake user of attacks on random walks.")
  var walkSteps = GraphOptions().steps

  @Option(
    parsing: .unconditional,
    help: "Width b of their loss, relative to the probability of a list's last item.")
  var walkLossWidth = GraphOptions().lossWidth

  @Option(
    parsing: .unconditional,
    help: "Their largest slope of the loss at the start, relative to that of the squared ratings.")
  var walkLossWeight = GraphOptions().lossWeight

  @Option(
    parsing: .unconditional,
    help: "Their largest change of a rating in the first step, as a share of the highest one.")
  var walkStepLength = GraphOptions().stepLength

  /// The options that are not at their defaults.
  var changed: [String] {
    let defaults = GraphOptions()
    return [
      ("--walk-influence", walkInfluence != defaults.influence),
      ("--walk-steps", walkSteps != defaults.steps),
      ("--walk-loss-width", walkLossWidth != defaults.lossWidth),
      ("--walk-loss-weight", walkLossWeight != defaults.lossWeight),
      ("--walk-step-length", walkStepLength != defaults.stepLength),
    ].filter(\.1).map(\.0)
  }

  /// The options, checked when they meet the data.
  func graph(_ walk: WalkOptions) -> GraphOptions {
    GraphOptions(
      walk: walk.walk, influence: walkInfluence, steps: walkSteps, lossWidth: walkLossWidth,
      lossWeight: walkLossWeight, stepLength: walkStepLength)
  }
}
