internal import ArgumentParser

/// `mithridate detect`: who among the users of a rating file may be fake.
struct DetectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Look for fake users in rating files.",
    discussion: """
      Without a subcommand, users are scored: see mithridate detect users --help.

      EXAMPLES:
        mithridate detect --ratings ratings.tsv --out scores.csv
        mithridate detect train --ratings ratings.tsv --attack popular --out detector.json
        mithridate detect --ratings ratings.tsv --model detector.json --out scores.csv
        mithridate detect features --ratings ratings.tsv --out features.csv
      """,
    subcommands: [
      DetectUsersCommand.self, DetectTrainCommand.self, DetectFeaturesCommand.self,
    ],
    defaultSubcommand: DetectUsersCommand.self)
}
