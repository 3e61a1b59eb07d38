internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset synthesize`: generated ratings.
struct DatasetSynthesizeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesize",
    abstract: "Generate ratings with long tails and low-rank tastes.",
    discussion: """
      EXAMPLES:
        mithridate dataset synthesize --preset music --out music.tsv
        mithridate dataset synthesize --preset small --users 300 --seed 7 --out small.csv
      """)

  @Option(help: "What to be shaped like: small, music or yelp.")
  var preset = SyntheticRatings.Preset.small

  @Option(parsing: .unconditional, help: "Number of users instead of the preset's.")
  var users: Int?

  @Option(parsing: .unconditional, help: "Number of items instead of the preset's.")
  var items: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Number of ratings instead of the preset's.", valueName: "ratings"))
  var ratingCount: Int?

  @Option(parsing: .unconditional, help: "Seed of everything random.")
  var seed: UInt64 = 1

  @OptionGroup(title: "Output") var output: RatingOutputOptions

  func run() throws {
    var synthetic = preset.configuration
    synthetic.userCount = users ?? synthetic.userCount
    synthetic.itemCount = items ?? synthetic.itemCount
    synthetic.ratingCount = ratingCount ?? synthetic.ratingCount
    synthetic.seed = seed
    try output.write(try synthetic.generate())
  }
}
