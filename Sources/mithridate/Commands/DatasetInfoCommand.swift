internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset info`: counts, scale and spreads.
struct DatasetInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Describe ratings: counts, scale, density and spreads.",
    discussion: """
      EXAMPLE:
        mithridate dataset info --ratings ratings.tsv
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    let summary = DatasetSummary(of: loaded.ratings)
    try Terminal.write(json ? Terminal.json(summary) : "\(summary)\n")
  }
}
