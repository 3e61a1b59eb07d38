internal import ArgumentParser
internal import RecommenderData

/// The options that say which ratings a command works on.
struct RatingsOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Rating files: user, item, rating and perhaps more in columns.",
      discussion: """
        Columns are separated by tabs, commas, blanks or '::', with or without a header; .gz and \
        RecBole's .inter are read too. Several files are taken as one.
        """,
      valueName: "file"))
  var ratings: [String] = []

  @Option(help: "Generated ratings instead of files: small, music or yelp.")
  var synthetic: SyntheticRatings.Preset?

  @Option(help: "What becomes of differing ratings of one pair: error, first, last or mean.")
  var duplicates = DuplicatePolicy.error

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The rating scale, such as 1:5 or 0.5:4:0.5. (default: inferred from the ratings)",
      valueName: "min:max[:step]"))
  var scale: ScaleArgument?

  @Option(
    help: """
      What separates columns: tab, comma, blanks or double-colon. (default: found by itself)
      """)
  var separator: ColumnSeparator?

  func validate() throws {
    if ratings.isEmpty, synthetic == nil {
      throw ValidationError("--ratings FILE … or --synthetic small|music|yelp is needed")
    }
    if !ratings.isEmpty, synthetic != nil {
      throw ValidationError("--ratings and --synthetic exclude each other")
    }
  }

  /// Reads or generates the ratings.
  func load() throws -> LoadedRatings {
    if let synthetic {
      return LoadedRatings(ratings: try synthetic.configuration.generate(), report: nil)
    }
    let (matrix, report) = try reader.read(ratings)
    return LoadedRatings(ratings: matrix, report: report)
  }

  /// Reads further ratings, such as a test set, with the same options.
  ///
  /// - Parameter scale: The scale of the ratings that they belong to.
  func load(_ path: String, scale: RatingScale) throws -> RatingMatrix {
    var reader = reader
    reader.scale = scale
    return try reader.read([path]).ratings
  }

  private var reader: RatingReader {
    RatingReader(separator: separator, scale: scale?.scale, duplicates: duplicates)
  }
}
