internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset sequences info`: counts and lengths.
struct SequencesInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe sequences: users, items, actions, and how long sequences are.",
    discussion: """
      EXAMPLES:
        mithridate dataset sequences info --sequences Beauty.txt.gz
        mithridate dataset sequences info --sequences clicks.csv --layout timed --json
      """)

  @OptionGroup(title: "Data") var input: SequencesOptions

  @Flag(help: "Print one JSON object, with how often each length occurs.")
  var json = false

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    let summary = try InteractionSummary(of: loaded.log)
    try Terminal.write(json ? Terminal.json(summary) : "\(summary)\n")
  }
}
