public import RecommenderData
internal import Tensor

extension UserFeatures {
  /// The features as CSV, a line for each user: the header `user,rdma,wdma,wda,tmf,fmtd,meanVar`, or
  /// what the features are, then the users in their order.
  ///
  /// Numbers are written with the digits that read back as the same number; identifiers are quoted
  /// where they need it (RFC 4180).
  ///
  /// - Parameter ratings: The ratings that the features are of, which know the identifiers.
  /// - Precondition: `ratings` has as many users.
  public func csv(identifiersFrom ratings: RatingMatrix) -> String {
    precondition(ratings.userCount == userCount, "features of other ratings")
    var text = "user,\(names.joined(separator: ","))\n"
    for (user, identifier) in ratings.userIdentifiers.enumerated() {
      text += CSVField.quoted(identifier)
      for column in features.indices { text += ",\(values[user, column])" }
      text += "\n"
    }
    return text
  }
}
