internal import Tensor

extension InteractionLog {
  /// The k-core: the largest part where each user and each item has `minimum` actions or more.
  ///
  /// Users and items with fewer are taken out until none is left. An item that a user acted on
  /// twice counts twice. Those that stay keep their order, their identifiers, and whether they are
  /// normal or injected; the order of a user's other actions stays.
  ///
  /// - Parameter minimum: k, at least 1, which takes out only those without any action.
  /// - Throws: `DataError.invalidArgument` if `minimum` is below 1 or nothing is left.
  /// - Complexity: O(users + items + actions).
  public func core(minimum: Int) throws(DataError) -> InteractionLog {
    guard minimum >= 1 else {
      throw .invalidArgument(name: "minimum", requirement: "\(minimum) is not at least 1")
    }
    let rows = SparseMatrix<Float>(
      rows: userCount, columns: itemCount, uncheckedOffsets: starts, indices: items,
      values: [Float](repeating: 0, count: items.count))
    let columns = rows.transposed
    let core = CoreFilter(
      byUser: (starts, items), byItem: (columns.offsets, columns.indices), users: minimum,
      items: minimum)
    guard core.keepsUser.contains(true) else {
      throw .invalidArgument(
        name: "minimum", requirement: "no users and items have \(minimum) actions each")
    }
    return restricted(to: core)
  }

  private func restricted(to core: CoreFilter) -> InteractionLog {
    let keptItems = (0..<itemCount).filter { core.keepsItem[$0] }
    var newIndex = [Int32](repeating: -1, count: itemCount)
    for (index, item) in keptItems.enumerated() { newIndex[item] = Int32(index) }
    let keptUsers = (0..<userCount).filter { core.keepsUser[$0] }
    var starts = [0]
    var items: [Int32] = []
    for user in keptUsers {
      for item in sequence(of: user) where core.keepsItem[Int(item)] {
        items.append(newIndex[Int(item)])
      }
      starts.append(items.count)
    }
    return InteractionLog(
      userIdentifiers: keptUsers.map { userIdentifiers[$0] },
      itemIdentifiers: keptItems.map { itemIdentifiers[$0] }, starts: starts, items: items,
      normalUserCount: keptUsers.count { $0 < normalUserCount })
  }
}
