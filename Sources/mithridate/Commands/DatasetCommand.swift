internal import ArgumentParser

/// `mithridate dataset`: rating files themselves.
struct DatasetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dataset",
    abstract: "Describe, convert, generate and filter rating files.",
    subcommands: [
      DatasetInfoCommand.self, DatasetConvertCommand.self, DatasetSynthesizeCommand.self,
      DatasetCoreCommand.self,
    ])
}
