/// How many users a detector flags that orders users but knows no threshold.
public enum FlaggedAmount: Hashable, Sendable {
  /// So many users.
  case count(Int)
  /// So large a share of all users, rounded to whole users.
  case share(Double)

  /// The number of users to flag out of `users`.
  ///
  /// - Throws: `DetectionError.invalidOption` for a negative count, a share outside [0, 1] or NaN,
  ///   `.tooFew` for more than there are.
  func count(of users: Int) throws(DetectionError) -> Int {
    switch self {
    case .count(let count):
      guard count >= 0 else {
        throw .invalidOption(name: "flagged", requirement: "\(count) is not at least 0")
      }
      guard count <= users else { throw .tooFew(what: "users", needed: count, found: users) }
      return count
    case .share(let share):
      guard (0...1).contains(share) else {
        throw .invalidOption(name: "flagged", requirement: "\(share) is not between 0 and 1")
      }
      return Int((share * Double(users)).rounded())
    }
  }
}
