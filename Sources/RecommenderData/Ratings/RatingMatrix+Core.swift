internal import Tensor

extension RatingMatrix {
  /// The largest part in which every user has at least `users` ratings and every item at least
  /// `items`.
  ///
  /// Users and items with too few ratings are taken out, which may leave others with too few, until
  /// none is left; the result does not depend on the order. It may be empty. Those that stay keep
  /// their order and identifiers.
  ///
  /// - Parameters:
  ///   - users: The least number of ratings of a user; 1 or less takes out only those without any.
  ///   - items: The least number of ratings of an item, likewise.
  /// - Complexity: O(users + items + ratings).
  public func kCore(users: Int, items: Int) -> RatingMatrix {
    let core = CoreFilter(
      byUser: (byUser.offsets, byUser.indices), byItem: (byItem.offsets, byItem.indices),
      users: users, items: items)
    return filtered { core.keepsUser[$0.user] && core.keepsItem[$0.item] }
  }
}
