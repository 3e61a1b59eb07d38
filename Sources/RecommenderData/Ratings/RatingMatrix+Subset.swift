internal import Tensor

extension RatingMatrix {
  /// The ratings for which `isIncluded` answers `true`.
  ///
  /// - Parameters:
  ///   - keepingEmpty: Whether users and items left without a rating stay, and with them all
  ///     indices; otherwise they go, and the others keep their order and identifiers.
  ///   - isIncluded: Asked once for each rating, user by user.
  /// - Returns: A matrix with its own item statistics and the same scale.
  /// - Complexity: O(users + items + ratings).
  public func filtered<E: Error>(
    keepingEmpty: Bool = false, _ isIncluded: (Rating) throws(E) -> Bool
  ) throws(E) -> RatingMatrix {
    var mask = [Bool](repeating: false, count: count)
    for user in 0..<userCount {
      for position in byUser.range(ofRow: user) {
        mask[position] = try isIncluded(
          Rating(
            user: user, item: Int(byUser.indices[position]), value: byUser.values[position]))
      }
    }
    return subset(mask, keepingEmpty: keepingEmpty)
  }

  /// The ratings of some users, without all other users and the items that only those rated.
  ///
  /// - Precondition: Every element of `users` is in `0..<userCount`.
  /// - Complexity: O(users + items + ratings).
  public func restricted(toUsers users: some Sequence<Int>) -> RatingMatrix {
    let isKept = mask(of: users, count: userCount)
    return filtered { isKept[$0.user] }
  }

  /// The ratings of some items, without all other items and the users who only rated those.
  ///
  /// - Precondition: Every element of `items` is in `0..<itemCount`.
  /// - Complexity: O(users + items + ratings).
  public func restricted(toItems items: some Sequence<Int>) -> RatingMatrix {
    let isKept = mask(of: items, count: itemCount)
    return filtered { isKept[$0.item] }
  }

  private func mask(of indices: some Sequence<Int>, count: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: count)
    for index in indices {
      precondition((0..<count).contains(index), "index \(index) is not in 0..<\(count)")
      mask[index] = true
    }
    return mask
  }

  /// The ratings at the positions of `byUser` where `mask` is true.
  ///
  /// - Parameter keepingItem: An item that stays even without a rating.
  func subset(_ mask: [Bool], keepingEmpty: Bool, keepingItem: Int? = nil) -> RatingMatrix {
    var users = [Bool](repeating: keepingEmpty, count: userCount)
    var items = [Bool](repeating: keepingEmpty, count: itemCount)
    if let keepingItem { items[keepingItem] = true }
    for user in 0..<userCount {
      for position in byUser.range(ofRow: user) where mask[position] {
        users[user] = true
        items[Int(byUser.indices[position])] = true
      }
    }
    var itemIndex = [Int32](repeating: -1, count: itemCount)
    var itemNames: [String] = []
    for item in 0..<itemCount where items[item] {
      itemIndex[item] = Int32(itemNames.count)
      itemNames.append(itemIdentifiers[item])
    }
    var userNames: [String] = []
    var normalUsers = 0
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Double] = []
    for user in 0..<userCount where users[user] {
      for position in byUser.range(ofRow: user) where mask[position] {
        indices.append(itemIndex[Int(byUser.indices[position])])
        values.append(byUser.values[position])
      }
      offsets.append(indices.count)
      userNames.append(userIdentifiers[user])
      if user < normalUserCount { normalUsers += 1 }
    }
    let rows = SparseMatrix(
      rows: userNames.count, columns: itemNames.count, uncheckedOffsets: offsets,
      indices: indices, values: values)
    let columns = rows.transposed
    return RatingMatrix(
      byUser: rows, byItem: columns, userIdentifiers: userNames, itemIdentifiers: itemNames,
      scale: scale, normalUserCount: normalUsers,
      itemStatistics: ItemStatistics(byItem: columns, normalUserCount: normalUsers))
  }
}
