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
    var userCounts = (0..<userCount).map { byUser.range(ofRow: $0).count }
    var itemCounts = (0..<itemCount).map { byItem.range(ofRow: $0).count }
    var isUserOut = userCounts.map { $0 < users }
    var isItemOut = itemCounts.map { $0 < items }
    var pendingUsers = (0..<userCount).filter { isUserOut[$0] }
    var pendingItems = (0..<itemCount).filter { isItemOut[$0] }
    while !pendingUsers.isEmpty || !pendingItems.isEmpty {
      while let user = pendingUsers.popLast() {
        for position in byUser.range(ofRow: user) {
          let item = Int(byUser.indices[position])
          itemCounts[item] -= 1
          guard !isItemOut[item], itemCounts[item] < items else { continue }
          isItemOut[item] = true
          pendingItems.append(item)
        }
      }
      while let item = pendingItems.popLast() {
        for position in byItem.range(ofRow: item) {
          let user = Int(byItem.indices[position])
          userCounts[user] -= 1
          guard !isUserOut[user], userCounts[user] < users else { continue }
          isUserOut[user] = true
          pendingUsers.append(user)
        }
      }
    }
    return filtered { !isUserOut[$0.user] && !isItemOut[$0.item] }
  }
}
