internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset sequences synthesize`: generated sequences.
struct SequencesSynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Generate sequences in which the last item tells of the next.",
    discussion: """
      EXAMPLES:
        mithridate dataset sequences synthesize --preset beauty --out beauty.txt.gz
        mithridate dataset sequences synthesize --users 300 --actions 2500 --seed 7 --out small.txt
      """)

  @Option(help: "What to be shaped like: small or beauty.")
  var preset = SyntheticSequences.Preset.small

  @Option(parsing: .unconditional, help: "Number of users instead of the preset's.")
  var users: Int?

  @Option(parsing: .unconditional, help: "Number of items instead of the preset's.")
  var items: Int?

  @Option(parsing: .unconditional, help: "Number of actions instead of the preset's.")
  var actions: Int?

  @Option(parsing: .unconditional, help: "Seed of everything random.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var output: SequenceOutputOptions

  func run() throws {
    var synthetic = preset.configuration
    synthetic.userCount = users ?? synthetic.userCount
    synthetic.itemCount = items ?? synthetic.itemCount
    synthetic.actionCount = actions ?? synthetic.actionCount
    synthetic.seed = seed
    try output.write(try synthetic.generate())
  }
}
