internal import Tensor

/// Checks ratings and sorts them into compressed rows.
struct RatingBuilder {
  /// The ratings, a row for each user, items ascending; repeats of a pair stay in order of arrival.
  let byUser: SparseMatrix<Double>
  /// The ratings, a row for each item, if they came in order of users; `nil` otherwise.
  ///
  /// In that order sorting them by item, which is half of the work, is all that it takes.
  let byItem: SparseMatrix<Double>?

  /// Sorts columns that are known to be valid; a pair may occur more than once.
  ///
  /// - Complexity: O(users + items + ratings): a counting sort by item, then a stable one by user.
  init(userCount: Int, itemCount: Int, columns: RatingColumns) {
    var offsets = [Int](repeating: 0, count: itemCount + 1)
    for item in columns.items { offsets[Int(item) + 1] += 1 }
    for item in 0..<itemCount { offsets[item + 1] += offsets[item] }
    var next = offsets
    var users = [Int32](repeating: 0, count: columns.count)
    var values = [Double](repeating: 0, count: columns.count)
    for position in 0..<columns.count {
      let item = Int(columns.items[position])
      users[next[item]] = columns.users[position]
      values[next[item]] = columns.values[position]
      next[item] += 1
    }
    let byArrival = SparseMatrix(
      rows: itemCount, columns: userCount, uncheckedOffsets: offsets, indices: users,
      values: values)
    byUser = byArrival.transposed
    let isOrdered = (1..<max(1, columns.count)).allSatisfy {
      columns.users[$0 - 1] <= columns.users[$0]
    }
    byItem = isOrdered ? byArrival : nil
  }

  /// Checks and sorts ratings with one rating for each pair.
  ///
  /// - Throws: `DataError` for an index outside its range, a value that is not finite or outside
  ///   the scale, a pair that occurs twice, or a count that no matrix can have.
  init(
    userCount: Int, itemCount: Int, ratings: some Sequence<Rating>, scale: RatingScale
  ) throws(DataError) {
    try Self.check(userCount, name: "userCount")
    try Self.check(itemCount, name: "itemCount")
    var columns = RatingColumns()
    for rating in ratings {
      guard (0..<userCount).contains(rating.user), (0..<itemCount).contains(rating.item) else {
        throw .indexOutOfRange(
          user: rating.user, item: rating.item, userCount: userCount, itemCount: itemCount)
      }
      guard rating.value.isFinite else {
        throw .notFinite(user: rating.user, item: rating.item)
      }
      guard scale.contains(rating.value) else {
        throw .outsideScale(
          value: rating.value, user: rating.user, item: rating.item, scale: scale)
      }
      columns.append(user: Int32(rating.user), item: Int32(rating.item), value: rating.value)
    }
    self.init(userCount: userCount, itemCount: itemCount, columns: columns)
    for user in 0..<userCount {
      for position in byUser.range(ofRow: user).dropFirst()
      where byUser.indices[position] == byUser.indices[position - 1] {
        throw .duplicateRating(user: user, item: Int(byUser.indices[position]))
      }
    }
  }

  private static func check(_ count: Int, name: String) throws(DataError) {
    guard (0...Int(Int32.max)).contains(count) else {
      throw .invalidArgument(name: name, requirement: "\(count) is not in 0...\(Int32.max)")
    }
  }
}
