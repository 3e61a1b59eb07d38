internal import ArgumentParser
internal import RecommenderData

/// `mithridate dataset core`: the k-core of the ratings.
struct DatasetCoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "core",
    abstract: "Keep only users and items with enough ratings (a k-core).",
    discussion: """
      EXAMPLE:
        mithridate dataset core --ratings ratings.tsv --min-user 5 --min-item 5 --out core.tsv
      """)

  @OptionGroup(title: "Data") var input: RatingsOptions

  @Option(parsing: .unconditional, help: "Ratings that each kept user has at least.")
  var minUser = 5

  @Option(parsing: .unconditional, help: "Ratings that each kept item has at least.")
  var minItem = 5

  @OptionGroup(title: "Output") var output: RatingOutputOptions

  func validate() throws {
    for (name, value) in [("--min-user", minUser), ("--min-item", minItem)] where value < 1 {
      throw ValidationError("\(name): \(value) is not at least 1")
    }
  }

  func run() throws {
    let loaded = try input.load()
    let core = loaded.ratings.kCore(users: minUser, items: minItem)
    guard core.count > 0 else {
      throw UsageError("no rating is left with --min-user \(minUser) and --min-item \(minItem)")
    }
    loaded.announce()
    try output.write(core)
  }
}
