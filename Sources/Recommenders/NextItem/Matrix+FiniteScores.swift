package import Tensor

extension Matrix<Float> {
  /// Throws unless all scores, a column for each user, are numbers: lists and places say nothing else.
  ///
  /// - Throws: `RecommenderError.factorNotFinite`.
  package func requireFiniteScores(ofUsersFrom first: Int = 0) throws(RecommenderError) {
    guard let place = columnMajorElements.firstIndex(where: { !$0.isFinite }) else { return }
    throw .factorNotFinite(
      what: "the scores of items for users", row: place % rows, column: first + place / rows)
  }
}
