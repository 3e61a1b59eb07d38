internal import ArgumentParser

/// `mithridate dataset`: rating files themselves.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Describe, convert, generate and filter rating files.",
    discussion: """
      EXAMPLES:
        mithridate dataset info --ratings ratings.tsv
        mithridate dataset synthesize --preset small --out small.tsv
      """,
    subcommands: [
      DatasetInfoCommand.self, DatasetConvertCommand.self, DatasetSynthesizeCommand.self,
      DatasetCoreCommand.self,
    ])
}
