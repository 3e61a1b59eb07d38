internal import ArgumentParser

/// `mithridate dataset`: files of ratings and of sequences themselves.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Describe, convert, generate and filter files of ratings or sequences.",
    discussion: """
      EXAMPLES:
        mithridate dataset info --ratings ratings.tsv
        mithridate dataset synthesize --preset small --out small.tsv
        mithridate dataset sequences info --sequences Beauty.txt.gz
      """,
    subcommands: [
      DatasetInfoCommand.self, DatasetConvertCommand.self, DatasetSynthesizeCommand.self,
      DatasetCoreCommand.self, DatasetSequencesCommand.self,
    ])
}
