internal import RecommenderData

extension LoadedRatings {
  /// The same ratings on a scale with the given ends, if theirs was inferred and lies within.
  ///
  /// What files hold says only which ratings occur: without a single rating of 5 a scale from 1 to 5
  /// is inferred to end at 4. A note on standard error says what is done. Otherwise, and where the ends are
  /// no whole number of their steps apart, the ratings stay as they are.
  ///
  /// - Complexity: O(users + items + ratings) if the scale changes.
  func widened(to ends: ClosedRange<Double>) throws -> LoadedRatings {
    let found = ratings.scale
    guard report?.scaleIsInferred == true, ends.contains(found.minimum),
      ends.contains(found.maximum), ends != found.minimum...found.maximum,
      let scale = try? RatingScale(
        minimum: ends.lowerBound, maximum: ends.upperBound, step: found.step)
    else { return self }
    Terminal.writeError(
      "the scale is taken to be that of the model, \(scale); --scale would say otherwise\n")
    return LoadedRatings(
      ratings: try RatingMatrix(
        userCount: ratings.userCount, itemCount: ratings.itemCount, ratings: ratings.ratings,
        scale: scale, userIdentifiers: ratings.userIdentifiers,
        itemIdentifiers: ratings.itemIdentifiers), report: report)
  }
}
