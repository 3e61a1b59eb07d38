public import Tensor

/// Explicit ratings in both orientations, with the original identifiers beside dense indices.
///
/// There is one rating for each (user, item) pair. Normal users come first; users injected with
/// ``injecting(_:)`` follow them, so `user >= normalUserCount` tells a fake one. Item statistics
/// are over normal users only, as the attacks need them.
///
/// ```swift
/// let ratings = try RatingMatrix(
///   userCount: 2, itemCount: 3,
///   ratings: [Rating(user: 0, item: 0, value: 5), Rating(user: 1, item: 2, value: 3)],
///   scale: .fiveStars)
/// ratings.byUser.range(ofRow: 0)  // positions of user 0's ratings
/// ```
public struct RatingMatrix: Equatable, Sendable {
  /// Ratings by user: a row for each user, a column for each item.
  public let byUser: SparseMatrix<Double>
  /// Ratings by item: a row for each item, a column for each user.
  public let byItem: SparseMatrix<Double>
  /// The original identifier of each user.
  public let userIdentifiers: [String]
  /// The original identifier of each item.
  public let itemIdentifiers: [String]
  /// The ratings that are possible.
  public let scale: RatingScale
  /// The number of normal users; all others are injected.
  public let normalUserCount: Int
  /// Mean and deviation of each item's ratings by normal users.
  public let itemStatistics: ItemStatistics

  /// The number of users, injected ones included.
  public var userCount: Int { byUser.rows }
  /// The number of items.
  public var itemCount: Int { byUser.columns }
  /// The number of ratings.
  public var count: Int { byUser.count }
  /// The number of injected users.
  public var fakeUserCount: Int { userCount - normalUserCount }

  /// A matrix of `ratings` by dense indices.
  ///
  /// - Parameters:
  ///   - userCount: The number of users; some may have no rating.
  ///   - itemCount: The number of items; some may have no rating.
  ///   - ratings: In any order; iterated once.
  ///   - scale: The ratings that are possible.
  ///   - userIdentifiers: Original identifiers; by default the indices as text.
  ///   - itemIdentifiers: Likewise for items.
  /// - Throws: `DataError.indexOutOfRange`, `.notFinite`, `.outsideScale`, `.duplicateRating`,
  ///   `.identifierCount` for what their names say; `.invalidArgument` if a count is negative or
  ///   above 2³¹ − 1.
  /// - Complexity: O(users + items + ratings).
  public init(
    userCount: Int, itemCount: Int, ratings: some Sequence<Rating>, scale: RatingScale,
    userIdentifiers: [String]? = nil, itemIdentifiers: [String]? = nil
  ) throws(DataError) {
    let builder = try RatingBuilder(
      userCount: userCount, itemCount: itemCount, ratings: ratings, scale: scale)
    try self.init(
      byUser: builder.byUser, byItem: builder.byItem, scale: scale,
      userIdentifiers: userIdentifiers ?? (0..<userCount).map(String.init),
      itemIdentifiers: itemIdentifiers ?? (0..<itemCount).map(String.init))
  }

  /// A matrix of normal users from its rows, which the caller has checked, and its columns, if they
  /// are at hand.
  package init(
    byUser: SparseMatrix<Double>, byItem: SparseMatrix<Double>? = nil, scale: RatingScale,
    userIdentifiers: [String], itemIdentifiers: [String]
  ) throws(DataError) {
    guard userIdentifiers.count == byUser.rows, itemIdentifiers.count == byUser.columns else {
      throw .identifierCount(
        users: byUser.rows, userIdentifiers: userIdentifiers.count, items: byUser.columns,
        itemIdentifiers: itemIdentifiers.count)
    }
    let byItem = byItem ?? byUser.transposed
    self.init(
      byUser: byUser, byItem: byItem, userIdentifiers: userIdentifiers,
      itemIdentifiers: itemIdentifiers, scale: scale, normalUserCount: byUser.rows,
      itemStatistics: ItemStatistics(byItem: byItem, normalUserCount: byUser.rows))
  }

  init(
    byUser: SparseMatrix<Double>, byItem: SparseMatrix<Double>, userIdentifiers: [String],
    itemIdentifiers: [String], scale: RatingScale, normalUserCount: Int,
    itemStatistics: ItemStatistics
  ) {
    self.byUser = byUser
    self.byItem = byItem
    self.userIdentifiers = userIdentifiers
    self.itemIdentifiers = itemIdentifiers
    self.scale = scale
    self.normalUserCount = normalUserCount
    self.itemStatistics = itemStatistics
  }

  /// The rating of `item` by `user`, or `nil` without one.
  ///
  /// - Complexity: O(log n) for a user with n ratings.
  public func rating(user: Int, item: Int) -> Double? {
    precondition(
      (0..<userCount).contains(user) && (0..<itemCount).contains(item),
      "(\(user), \(item)) outside \(userCount) users and \(itemCount) items")
    let position = byUser.position(ofRow: user, atLeast: item)
    let isRated =
      position < byUser.range(ofRow: user).upperBound && byUser.indices[position] == item
    return isRated ? byUser.values[position] : nil
  }

  /// Every rating, user by user, items ascending.
  public var ratings: [Rating] {
    var result: [Rating] = []
    result.reserveCapacity(count)
    for user in 0..<userCount {
      for position in byUser.range(ofRow: user) {
        result.append(
          Rating(
            user: user, item: Int(byUser.indices[position]), value: byUser.values[position]))
      }
    }
    return result
  }
}
