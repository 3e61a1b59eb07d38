internal import ArgumentParser
internal import PoisoningExperiments

/// How many items are to be shown to how many users.
struct SequenceScenarioArguments: ParsableArguments {
  @Option(parsing: .unconditional, help: "Random items as targets.")
  var targetCount = SequenceAuditConfiguration().targetCount

  @Option(parsing: .unconditional, help: "Random users whose lists count.")
  var targetUserCount = SequenceAuditConfiguration().targetUserCount

  @Option(parsing: .unconditional, help: "K, the length of lists.")
  var top = SequenceAuditConfiguration().top
}
