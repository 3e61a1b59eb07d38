public import Tensor

/// Why fake users cannot be looked for.
public enum DetectionError: Error, Equatable, Sendable {
  /// An option outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// Fewer users, items or the like than a method needs.
  case tooFew(what: String, needed: Int, found: Int)
  /// Results of one number of users beside data of another.
  case sizeMismatch(what: String, expected: Int, found: Int)
  /// Ratings whose scale has other ends than the one that a detector has learned on.
  case otherScale(expected: ClosedRange<Double>, found: ClosedRange<Double>)
  /// A score that is not a number.
  case undefinedScore(user: Int)
  /// Principal components that were still moving after so many iterations.
  case notConverged(iterations: Int, residual: Double)
  /// Linear algebra that failed.
  case tensor(TensorError)
}

extension DetectionError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidOption(let name, let requirement):
      "\(name): \(requirement)"
    case .tooFew(let what, let needed, let found):
      "\(found) \(what), at least \(needed) are needed"
    case .sizeMismatch(let what, let expected, let found):
      "\(found) \(what), but there are \(expected) users"
    case .otherScale(let expected, let found):
      "the ratings are from \(found.lowerBound) to \(found.upperBound), the detector has learned on "
        + "ratings from \(expected.lowerBound) to \(expected.upperBound)"
    case .undefinedScore(let user):
      "the score of user \(user) is not a number"
    case .notConverged(let iterations, let residual):
      "the principal components stand at a relative residual of \(residual) after \(iterations) "
        + "iterations"
    case .tensor(let error):
      "\(error)"
    }
  }
}
