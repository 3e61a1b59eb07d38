internal import PoisoningDetection
internal import RecommenderData

extension UserLabels {
  /// The labels in the file at `path`, with a note on standard error if some are of users whom the
  /// ratings do not have.
  init(announcing path: String, for ratings: RatingMatrix) throws(LabelError) {
    try self.init(contentsOf: path, for: ratings)
    if unknownUsers > 0 {
      Terminal.writeError("\(path): \(unknownUsers) labels of users without ratings\n")
    }
  }
}
