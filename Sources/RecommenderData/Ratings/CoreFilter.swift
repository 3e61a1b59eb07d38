/// Which users and items stay when those with too little are taken out until none is left.
///
/// Taking one out may leave others with too little; what stays does not depend on the order.
struct CoreFilter {
  /// Compressed rows: where each row begins, one more at the end, and the indices in all rows.
  typealias Rows = (offsets: [Int], indices: [Int32])

  /// Whether each user stays.
  private(set) var keepsUser: [Bool]
  /// Whether each item stays.
  private(set) var keepsItem: [Bool]

  /// The core of pairs of users and items.
  ///
  /// - Parameters:
  ///   - byUser: The items of each user; one that occurs twice counts twice.
  ///   - byItem: The same pairs, the users of each item.
  ///   - users: The least number of pairs of a user.
  ///   - items: The least number of pairs of an item.
  /// - Complexity: O(users + items + pairs).
  init(byUser: Rows, byItem: Rows, users: Int, items: Int) {
    var userCounts = zip(byUser.offsets.dropFirst(), byUser.offsets).map { $0 - $1 }
    var itemCounts = zip(byItem.offsets.dropFirst(), byItem.offsets).map { $0 - $1 }
    keepsUser = userCounts.map { $0 >= users }
    keepsItem = itemCounts.map { $0 >= items }
    var pendingUsers = keepsUser.indices.filter { !keepsUser[$0] }
    var pendingItems = keepsItem.indices.filter { !keepsItem[$0] }
    while !pendingUsers.isEmpty || !pendingItems.isEmpty {
      Self.takeOut(&pendingUsers, byUser, &itemCounts, items, &keepsItem, &pendingItems)
      Self.takeOut(&pendingItems, byItem, &userCounts, users, &keepsUser, &pendingUsers)
    }
  }

  /// Takes the pairs of rows away from the other side, and notes who is left with too few there.
  private static func takeOut(
    _ pending: inout [Int], _ rows: Rows, _ counts: inout [Int], _ least: Int,
    _ keeps: inout [Bool], _ others: inout [Int]
  ) {
    while let row = pending.popLast() {
      for position in rows.offsets[row]..<rows.offsets[row + 1] {
        let other = Int(rows.indices[position])
        counts[other] -= 1
        guard keeps[other], counts[other] < least else { continue }
        keeps[other] = false
        others.append(other)
      }
    }
  }
}
