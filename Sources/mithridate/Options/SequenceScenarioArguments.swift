internal import ArgumentParser
internal import PoisoningExperiments

/// How many items are to be shown to how many users.
struct SequenceScenarioArguments: ParsableArguments {
  @Option(parsing: .unconditional, help: "Random items as targets. (default: 20)")
  var targetCount: Int?

  @Option(parsing: .unconditional, help: "Random users whose lists count. (default: 20)")
  var targetUserCount: Int?

  @Option(parsing: .unconditional, help: "K, the length of lists.")
  var top = SequenceAuditConfiguration().top

  /// The number of targets, if they are random.
  var targets: Int { targetCount ?? SequenceAuditConfiguration().targetCount }
  /// The number of target users, if they are random.
  var targetUsers: Int { targetUserCount ?? SequenceAuditConfiguration().targetUserCount }
}
