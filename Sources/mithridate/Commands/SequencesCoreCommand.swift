internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset sequences core`: the k-core of sequences.
struct SequencesCoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "Keep only users and items with enough actions (a k-core).",
    discussion: """
      EXAMPLE:
        mithridate dataset sequences core --sequences clicks.txt --minimum 5 --out core.txt
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Option(
    parsing: .unconditional, help: "Actions that each kept user and each kept item has at least.")
  var minimum = 5

  @OptionGroup(title: "Output") var output: SequenceOutputOptions

  func run() throws {
    let loaded = try input.load()
    let core = try loaded.log.core(minimum: minimum)
    loaded.announce()
    try output.write(core)
  }
}
