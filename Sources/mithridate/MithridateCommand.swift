internal import ArgumentParser

/// The tool: its commands and what it says of itself.
struct MithridateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mithridate",
    abstract: "Audit how far fake users can push items into a recommender's top-N lists.",
    discussion: """
      For recommenders that you own and for public data. Each command works on files alone, so \
      any step can be checked or replaced from outside; --help of a command has examples.

      EXAMPLES:
        mithridate audit --synthetic small
        mithridate audit --ratings ratings.tsv --target-count 5 --out audit
      """,
    version: "0.1.0",
    subcommands: [
      AuditCommand.self, FitCommand.self, RecommendCommand.self, InfluenceCommand.self,
      AttackCommand.self, LokiCommand.self, DetectCommand.self, ReproduceCommand.self,
      DatasetCommand.self,
    ])
}
