internal import ArgumentParser
internal import PoisoningExperiments

/// The options of commands that measure what a detector leaves of an attack.
struct GuardArguments: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: """
      Fake users, and normal ones, that a support vector machine learns from; of normal users at most \
      half of all.
      """)
  var trainingUsers = GuardOptions().trainingUsers

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Share of all users that pca flags, in (0, 1).", valueName: "share"))
  var flaggedShare = GuardOptions().flaggedShare

  /// The options with a detector.
  func options(_ detector: DetectorChoice) -> GuardOptions {
    GuardOptions(detector: detector, trainingUsers: trainingUsers, flaggedShare: flaggedShare)
  }
}
