internal import ArgumentParser

/// `mithridate dataset sequences convert`: the same sequences in another layout.
struct SequencesConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write sequences in another layout.",
    discussion: """
      EXAMPLES:
        mithridate dataset sequences convert --sequences clicks.inter --out clicks.txt.gz
        mithridate dataset sequences convert --sequences clicks.txt --out-layout pairs --out c.tsv
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions
  @OptionGroup(title: "Output") var output: SequenceOutputOptions

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    try output.write(loaded.log)
  }
}
