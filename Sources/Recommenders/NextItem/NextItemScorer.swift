public import Tensor

/// Anything that scores every item as a user's next action.
///
/// What is asked for by ``nextItems(_:of:after:parallelism:)`` and ``ranks(ofItems:for:after:parallelism:)``
/// follows from the scores.
public protocol NextItemScorer: Sendable {
  /// The number of users that can be asked for, injected ones too.
  var userCount: Int { get }
  /// The number of items.
  var itemCount: Int { get }

  /// Scores of all items; ``nextItemScores(of:after:parallelism:)`` checks first what it is asked.
  ///
  /// - Parameters:
  ///   - users: At least one, each below ``userCount``; one may come more than once.
  ///   - histories: The items of each, oldest first; at least one, each below ``itemCount``.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A row for each item, a column for each user.
  func scores(
    of users: [Int], after histories: [[Int32]], parallelism: Parallelism
  ) -> Matrix<Float>
}

extension NextItemScorer {
  /// Checks that the model can be asked for the next items of users.
  ///
  /// - Throws: `RecommenderError.shapeMismatch` for users or items outside the model or an empty history.
  func validate(_ users: [Int], _ histories: [[Int32]]) throws(RecommenderError) {
    guard histories.count == users.count else {
      throw .shapeMismatch(
        what: "histories", expected: "\(users.count)", found: "\(histories.count)")
    }
    for (user, history) in zip(users, histories) {
      guard 0..<userCount ~= user else {
        throw .shapeMismatch(what: "user", expected: "below \(userCount)", found: "\(user)")
      }
      guard !history.isEmpty else {
        throw .shapeMismatch(what: "history of user \(user)", expected: "an item", found: "none")
      }
      if let item = history.first(where: { !(0..<itemCount ~= Int($0)) }) {
        throw .shapeMismatch(
          what: "history of user \(user)", expected: "items below \(itemCount)", found: "\(item)")
      }
    }
  }

  /// Scores of all items as the next action of users.
  ///
  /// - Parameters:
  ///   - users: Users the model was fitted on.
  ///   - histories: The items of each, oldest first.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A row for each item, a column for each user.
  /// - Throws: `RecommenderError.shapeMismatch` for users or items outside the model or an empty
  ///   history.
  public func nextItemScores(
    of users: [Int], after histories: [[Int32]], parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> Matrix<Float> {
    try validate(users, histories)
    guard !users.isEmpty else { return Matrix(rows: itemCount, columns: 0) }
    return scores(of: users, after: histories, parallelism: parallelism)
  }
}
