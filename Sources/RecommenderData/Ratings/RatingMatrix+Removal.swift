internal import Tensor

extension RatingMatrix {
  /// The ratings without some users, as a service removes accounts.
  ///
  /// All items stay, those without a rating left included, and with them their indices. The users
  /// that stay keep their order, their identifiers, and whether they are normal or injected. Item
  /// statistics are over the normal users that stay.
  ///
  /// - Parameter users: In any order; repeats count once.
  /// - Precondition: Every element of `users` is in `0..<userCount`.
  /// - Complexity: O(users + items + ratings).
  public func removing(users: some Sequence<Int>) -> RatingMatrix {
    var isKept = [Bool](repeating: true, count: userCount)
    for user in users {
      precondition((0..<userCount).contains(user), "user \(user) is not in 0..<\(userCount)")
      isKept[user] = false
    }
    let kept = (0..<userCount).filter { isKept[$0] }
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Double] = []
    for user in kept {
      indices += byUser.indices[byUser.range(ofRow: user)]
      values += byUser.values[byUser.range(ofRow: user)]
      offsets.append(indices.count)
    }
    let rows = SparseMatrix(
      rows: kept.count, columns: itemCount, uncheckedOffsets: offsets, indices: indices,
      values: values)
    let columns = rows.transposed
    let normalUsers = kept.count { $0 < normalUserCount }
    return RatingMatrix(
      byUser: rows, byItem: columns, userIdentifiers: kept.map { userIdentifiers[$0] },
      itemIdentifiers: itemIdentifiers, scale: scale, normalUserCount: normalUsers,
      itemStatistics: ItemStatistics(byItem: columns, normalUserCount: normalUsers))
  }
}
