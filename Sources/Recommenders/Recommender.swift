public import Tensor

/// A fitted model that scores every item for every user.
public protocol Recommender: Sendable {
  /// The precision of scores.
  associatedtype Scalar: TensorScalar

  /// What answers for a block of users; the model itself, if nothing is to be prepared.
  associatedtype Prepared: Recommender = Self where Prepared.Scalar == Scalar

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

  /// A recommender that scores items for `users` without doing again what all items have in common.
  ///
  /// Rankings ask for it once for each block of users.
  ///
  /// - Parameter users: Consecutive users, the only ones that the result may be asked about.
  func prepared(for users: Range<Int>) -> Prepared

  /// The score of one item for each of the first users.
  ///
  /// - Parameters:
  ///   - item: An item.
  ///   - users: The number of users, the first ones.
  func scores(ofItem item: Int, users: Int) -> [Scalar]
}

extension Recommender where Prepared == Self {
  /// The model itself.
  public func prepared(for users: Range<Int>) -> Self { self }
}

extension Recommender {
  /// The score of one item for one user.
  public func score(user: Int, item: Int) -> Scalar {
    var block = Matrix<Scalar>(rows: 1, columns: 1)
    score(users: user..<user + 1, items: item..<item + 1, into: &block)
    return block[0, 0]
  }

  /// The score of one item for each of the first users.
  public func scores(ofItem item: Int, users: Int) -> [Scalar] {
    var block = Matrix<Scalar>(rows: 1, columns: users)
    score(users: 0..<users, items: item..<item + 1, into: &block)
    return block.columnMajorElements.map { $0 }
  }
}
