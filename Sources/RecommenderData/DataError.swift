/// What can be wrong with ratings or sequences of actions, in memory or in a file.
public enum DataError: Error, Equatable, Sendable {
  /// A scale whose bounds or step make no sense.
  case invalidScale(minimum: Double, maximum: Double, step: Double)
  /// A user or item index outside the matrix.
  case indexOutOfRange(user: Int, item: Int, userCount: Int, itemCount: Int)
  /// A rating that is NaN or infinite.
  case notFinite(user: Int, item: Int)
  /// A rating outside the scale.
  case outsideScale(value: Double, user: Int, item: Int, scale: RatingScale)
  /// Two ratings of one item by one user.
  case duplicateRating(user: Int, item: Int)
  /// Identifier lists whose lengths are not the matrix's.
  case identifierCount(users: Int, userIdentifiers: Int, items: Int, itemIdentifiers: Int)
  /// A file that cannot be opened, read or written.
  case file(path: String, reason: String)
  /// A line (from 1) of a file that is not what it should be.
  case line(path: String, line: Int, reason: String)
  /// A line (from 1) of a file whose rating contradicts an earlier one; see ``DuplicatePolicy``.
  case conflictingRatings(path: String, line: Int, reason: String)
  /// A file of sequences that does not tell how to read it; `option` names the property of
  /// ``InteractionReader`` to set.
  case ambiguousLayout(path: String, option: String, reason: String)
  /// An action on an item that does not exist.
  case actionOutOfRange(user: Int, item: Int, itemCount: Int)
  /// A user, by identifier, with fewer actions than are needed.
  case sequenceTooShort(user: String, actions: Int, minimum: Int)
  /// An argument outside its range; `requirement` says what is valid.
  case invalidArgument(name: String, requirement: String)
}

extension DataError {
  /// Throws `.invalidArgument` of this name unless its argument is valid.
  static func require(
    _ isValid: Bool, _ name: String, _ requirement: @autoclosure () -> String
  ) throws(DataError) {
    guard isValid else { throw .invalidArgument(name: name, requirement: requirement()) }
  }
}

extension DataError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidScale(let minimum, let maximum, let step):
      "no rating scale goes from \(minimum) to \(maximum) in steps of \(step)"
    case .indexOutOfRange(let user, let item, let userCount, let itemCount):
      "rating (\(user), \(item)) lies outside \(userCount) users × \(itemCount) items"
    case .notFinite(let user, let item):
      "the rating of item \(item) by user \(user) is not finite"
    case .outsideScale(let value, let user, let item, let scale):
      "the rating \(value) of item \(item) by user \(user) is outside the scale \(scale)"
    case .duplicateRating(let user, let item):
      "user \(user) rates item \(item) twice"
    case .identifierCount(let users, let userIdentifiers, let items, let itemIdentifiers):
      "\(userIdentifiers) user and \(itemIdentifiers) item identifiers for \(users) × \(items)"
    case .actionOutOfRange(let user, let item, let itemCount):
      "user \(user) acts on item \(item), which is not one of \(itemCount) items"
    case .sequenceTooShort(let user, let actions, let minimum):
      "user '\(LineFailure.excerpt(user.utf8))' has \(actions) actions; at least \(minimum) are needed"
    case .ambiguousLayout(let path, let option, let reason):
      "\(path): \(reason); set \(option)"
    case .file(let path, let reason):
      "\(path): \(reason)"
    case .line(let path, let line, let reason),
      .conflictingRatings(let path, let line, let reason):
      "\(path):\(line): \(reason)"
    case .invalidArgument(let name, let requirement):
      "\(name): \(requirement)"
    }
  }
}
