public import Tensor

/// A fitted model that scores every item as a user's next action.
///
/// All models here score by an inner product: of a *query*, which depends on the user and the actions so
/// far, with a column of a table of items, plus an offset of the item. A score may lack a term that all
/// items of a query share, since only the order counts.
public protocol NextItemRecommender: Sendable {
  /// The number of users the model was fitted on, injected ones too.
  var userCount: Int { get }
  /// What queries are multiplied with, a column for each item.
  var itemTable: Matrix<Float> { get }
  /// What is added to the scores of each item.
  var itemOffsets: [Float] { get }

  /// Queries, a column for each user.
  ///
  /// - Parameters:
  ///   - users: Users the model was fitted on; one may come more than once.
  ///   - histories: The items of each, oldest first; at least one.
  func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float>
}

extension NextItemRecommender {
  /// The number of items the model was fitted on.
  public var itemCount: Int { itemOffsets.count }

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
  /// - Returns: A row for each item, a column for each user.
  /// - Throws: `RecommenderError.shapeMismatch` for users or items outside the model or an empty
  ///   history.
  /// - Complexity: 2 · items · users · rank flops.
  public func nextItemScores(
    of users: [Int], after histories: [[Int32]], parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> Matrix<Float> {
    try validate(users, histories)
    guard !users.isEmpty else { return Matrix(rows: itemCount, columns: 0) }
    return scores(queries(of: users, after: histories), parallelism: parallelism)
  }

  /// Scores of all items for queries.
  func scores(_ queries: Matrix<Float>, parallelism: Parallelism) -> Matrix<Float> {
    var scores = itemTable.transposedTimes(queries, parallelism: parallelism)
    let offsets = itemOffsets
    scores.withMutableSpan { scores in
      for start in stride(from: 0, to: scores.count, by: offsets.count) {
        for item in offsets.indices { scores[start + item] += offsets[item] }
      }
    }
    return scores
  }
}
