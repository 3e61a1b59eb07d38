public import Tensor

/// A fitted model that scores every item as a user's next action by an inner product.
///
/// It is one of a *query*, which depends on the user and the actions so far, with a column of a table of items,
/// plus an offset of the item. A score may lack a term that all items of a query share, since only the order
/// counts.
public protocol NextItemRecommender: NextItemScorer {
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

  /// The scores as inner products.
  ///
  /// - Complexity: 2 · items · users · rank flops.
  public func scores(
    of users: [Int], after histories: [[Int32]], parallelism: Parallelism
  ) -> Matrix<Float> {
    var scores = itemTable.transposedTimes(
      queries(of: users, after: histories), parallelism: parallelism)
    let offsets = itemOffsets
    scores.withMutableSpan { scores in
      for start in stride(from: 0, to: scores.count, by: offsets.count) {
        for item in offsets.indices { scores[start + item] += offsets[item] }
      }
    }
    return scores
  }
}
