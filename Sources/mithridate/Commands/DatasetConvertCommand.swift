internal import ArgumentParser

/// `mithridate dataset convert`: the same ratings in another format.
struct DatasetConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Write ratings in another format.",
    discussion: """
      EXAMPLES:
        mithridate dataset convert --ratings ratings.dat --out ratings.csv.gz
        mithridate dataset convert --ratings ratings.csv --out data.inter
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions
  @OptionGroup(title: "Output") var output: RatingOutputOptions

  func run() throws {
    let loaded = try input.load()
    loaded.announce()
    try output.write(loaded.ratings)
  }
}
