internal import ArgumentParser

/// `mithridate dataset sequences`: files of sequences themselves.
struct DatasetSequencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sequences",
    abstract: "Describe, convert, generate and filter files of sequences.",
    discussion: """
      EXAMPLES:
        mithridate dataset sequences info --sequences Beauty.txt.gz
        mithridate dataset sequences synthesize --preset small --out small.txt
      """,
    subcommands: [
      SequencesInfoCommand.self, SequencesConvertCommand.self, SequencesSynthesizeCommand.self,
      SequencesCoreCommand.self,
    ])
}
