public import RecommenderData

/// What a detector says of each user.
public struct DetectionResult: Equatable, Sendable {
  /// A score for each user, higher for more suspicious ones; detectors differ in their units.
  public let scores: [Double]
  /// Whether each user is taken for fake.
  public let isFlagged: [Bool]

  /// The result of these scores and flags.
  ///
  /// - Precondition: There are as many scores as flags.
  public init(scores: [Double], isFlagged: [Bool]) {
    precondition(
      scores.count == isFlagged.count, "\(scores.count) scores, \(isFlagged.count) flags")
    self.scores = scores
    self.isFlagged = isFlagged
  }

  /// The result that flags the `count` users of the highest scores, ties to the smaller index.
  ///
  /// - Precondition: `count` is in `0...scores.count`, and no score is NaN.
  /// - Complexity: O(users · log users).
  public init(scores: [Double], flagging count: Int) {
    precondition((0...scores.count).contains(count), "\(count) of \(scores.count) users")
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    var isFlagged = [Bool](repeating: false, count: scores.count)
    for user in order.prefix(count) { isFlagged[user] = true }
    self.init(scores: scores, isFlagged: isFlagged)
  }

  /// The flagged users, ascending.
  public var flaggedUsers: [Int] { isFlagged.indices.filter { isFlagged[$0] } }
}

extension RatingMatrix {
  /// The ratings without the users that a detector flags, as `removing(users:)` takes them out.
  ///
  /// - Throws: `DetectionError.sizeMismatch` if `result` is of another number of users.
  /// - Complexity: O(users + items + ratings).
  public func removingFlagged(by result: DetectionResult) throws(DetectionError) -> RatingMatrix {
    guard result.isFlagged.count == userCount else {
      throw .sizeMismatch(what: "flags", expected: userCount, found: result.isFlagged.count)
    }
    return removing(users: result.flaggedUsers)
  }
}
