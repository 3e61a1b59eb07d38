public import RecommenderData

extension TargetInfluence {
  /// π of every user as CSV with the header `user,influence`, in the order of the users.
  ///
  /// Numbers are written with the digits that read back as the same number; identifiers are quoted
  /// where they need it (RFC 4180).
  ///
  /// - Parameter ratings: The ratings that the influence is of, which know the identifiers.
  /// - Precondition: `ratings` has as many users.
  public func csv(identifiersFrom ratings: RatingMatrix) -> String {
    precondition(ratings.userCount == ofUsers.count, "influences of other ratings")
    var text = "user,influence\n"
    for (identifier, value) in zip(ratings.userIdentifiers, ofUsers) {
      text += "\(CSVField.quoted(identifier)),\(value)\n"
    }
    return text
  }
}
