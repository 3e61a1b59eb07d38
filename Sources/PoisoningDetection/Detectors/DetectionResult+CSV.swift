public import RecommenderData

extension DetectionResult {
  /// The result as CSV with the header `user,score,flagged`, in the order of the users.
  ///
  /// `flagged` is 1 or 0; identifiers are quoted where they need it (RFC 4180).
  ///
  /// - Parameter ratings: The ratings that the result is of, which know the identifiers.
  /// - Precondition: `ratings` has as many users.
  public func csv(identifiersFrom ratings: RatingMatrix) -> String {
    precondition(ratings.userCount == scores.count, "a result of other ratings")
    var text = "user,score,flagged\n"
    for (user, identifier) in ratings.userIdentifiers.enumerated() {
      text += "\(CSVField.quoted(identifier)),\(scores[user]),\(isFlagged[user] ? 1 : 0)\n"
    }
    return text
  }
}
