internal import RecommenderData

/// Ratings, and what is worth knowing of the files they were read from.
struct LoadedRatings: LoadedData {
  /// The ratings.
  let ratings: RatingMatrix
  /// What reading found; `nil` for generated ratings.
  let report: RatingReport?

  /// Says on standard error what reading found.
  ///
  /// A command calls it once all options have proved valid, so that a mistake is one line.
  func announce() {
    if let report { Terminal.writeError("\(report)\n") }
  }
}
