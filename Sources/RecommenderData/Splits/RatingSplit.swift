/// Ratings in two parts: some to fit a model on, the others to judge it by.
public struct RatingSplit: Equatable, Sendable {
  /// The ratings to fit on, with all users and items of the whole, in the same order.
  public let training: RatingMatrix
  /// The ratings to judge by, user by user, items ascending.
  public let heldOut: [Rating]

  /// A split of `ratings` by the positions, in `byUser`, of those held out.
  init(_ ratings: RatingMatrix, isHeldOut: [Bool]) {
    training = ratings.subset(isHeldOut.map { !$0 }, keepingEmpty: true)
    heldOut = zip(ratings.ratings, isHeldOut).compactMap { $1 ? $0 : nil }
  }
}
