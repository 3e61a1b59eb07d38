public import RecommenderData

extension RecommendationLists {
  /// The lists as CSV with the header `user,rank,item,score`, ranks from 1.
  ///
  /// Scores are written with the digits that read back as the same number; identifiers are
  /// quoted where they need it (RFC 4180).
  ///
  /// - Parameter ratings: The ratings that the lists belong to, which know the identifiers.
  /// - Precondition: `ratings` has the users and items of the lists.
  public func csv(identifiersFrom ratings: RatingMatrix) -> String {
    let items = ratings.itemIdentifiers.map { CSVField.quoted($0) }
    var text = "user,rank,item,score\n"
    for user in users {
      let name = CSVField.quoted(ratings.userIdentifiers[user])
      for (place, recommendation) in self[user: user].enumerated() {
        text += "\(name),\(place + 1),\(items[recommendation.item]),\(recommendation.score)\n"
      }
    }
    return text
  }
}
