/// What can go wrong when a recommender is fitted or asked.
public enum RecommenderError: Error, Equatable, Sendable {
  /// A hyperparameter outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// Factors or lists whose shape does not fit the ratings.
  case shapeMismatch(what: String, expected: String, found: String)
  /// The data cannot be fitted: no users, no items or no ratings.
  case emptyData(what: String)
  /// The factors would need more memory than the machine has.
  case tooLarge(bytes: Double, available: Double)
  /// The fit left the finite numbers in the given sweep (from 1).
  case notFinite(sweep: Int)
  /// The loss of stochastic gradient descent left the finite numbers in the given epoch (from 1).
  case lossNotFinite(epoch: Int, learningRate: Double)
  /// A rating that cannot be the weight of an edge.
  case negativeRating(user: String, item: String, value: Double)
  /// A factor that is NaN or infinite was given.
  case factorNotFinite(what: String, row: Int, column: Int)
  /// A file that cannot be read, written or used.
  case file(path: String, reason: String)
}

extension RecommenderError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidOption(let name, let requirement):
      "\(name): \(requirement)"
    case .shapeMismatch(let what, let expected, let found):
      "\(what): expected \(expected), found \(found)"
    case .emptyData(let what):
      "the rating data hold no \(what)"
    case .tooLarge(let bytes, let available):
      """
      the factors need \(Self.gigabytes(bytes)) GB and the machine has \
      \(Self.gigabytes(available)) GB; a lower rank would fit
      """
    case .notFinite(let sweep):
      "the factors overflowed in sweep \(sweep)"
    case .lossNotFinite(let epoch, let learningRate):
      """
      the loss overflowed in epoch \(epoch): the learning rate \(learningRate) is likely too high for \
      these data
      """
    case .negativeRating(let user, let item, let value):
      """
      user "\(user)" rates item "\(item)" \(value): random walks need ratings of 0 and above
      """
    case .factorNotFinite(let what, let row, let column):
      "\(what): the value at row \(row), column \(column) is not finite"
    case .file(let path, let reason):
      "\(path): \(reason)"
    }
  }

  private static func gigabytes(_ bytes: Double) -> String {
    let tenths = (bytes / 1e8).rounded()
    return tenths < 1e15 ? "\(tenths / 10)" : "\(bytes / 1e9)"
  }
}
