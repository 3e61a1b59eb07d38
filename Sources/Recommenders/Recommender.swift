public import Tensor

/// A fitted model that scores every item for every user.
public protocol Recommender: Sendable {
  /// The precision of scores.
  associatedtype Scalar: TensorScalar

  /// The number of users the model was fitted on.
  var userCount: Int { get }
  /// The number of items the model was fitted on.
  var itemCount: Int { get }

  /// Writes the scores of `items` for `users` into a block with a row for each item and a column
  /// for each user.
  ///
  /// - Parameters:
  ///   - users: Consecutive users, at most as many as `block` has columns.
  ///   - items: Consecutive items, at most as many as `block` has rows.
  ///   - block: Element (i, u) becomes the score of item `items.lowerBound + i` for user
  ///     `users.lowerBound + u`; elements beyond the two ranges are left as they are.
  func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>)
}

extension Recommender {
  /// The score of one item for one user.
  public func score(user: Int, item: Int) -> Scalar {
    var block = Matrix<Scalar>(rows: 1, columns: 1)
    score(users: user..<user + 1, items: item..<item + 1, into: &block)
    return block[0, 0]
  }
}
