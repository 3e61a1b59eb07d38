internal import Tensor

/// Checks ratings and sorts them into compressed rows.
struct RatingBuilder {
  /// The ratings, a row for each user, items ascending.
  let byUser: SparseMatrix<Double>

  /// - Throws: `DataError` for an index outside its range, a value that is not finite or outside
  ///   the scale, or a pair that occurs twice.
  init(
    userCount: Int, itemCount: Int, ratings: some Sequence<Rating>, scale: RatingScale
  ) throws(DataError) {
    var offsets = [Int](repeating: 0, count: userCount + 1)
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
      offsets[rating.user + 1] += 1
    }
    for user in 0..<userCount { offsets[user + 1] += offsets[user] }
    // Two passes of a counting sort: by item through the transpose, then by user.
    var next = offsets
    var items = [Int32](repeating: 0, count: offsets[userCount])
    var values = [Double](repeating: 0, count: offsets[userCount])
    for rating in ratings {
      items[next[rating.user]] = Int32(rating.item)
      values[next[rating.user]] = rating.value
      next[rating.user] += 1
    }
    byUser =
      SparseMatrix(
        rows: userCount, columns: itemCount, uncheckedOffsets: offsets, indices: items,
        values: values
      ).transposed.transposed
    for user in 0..<userCount {
      for position in byUser.range(ofRow: user).dropFirst()
      where byUser.indices[position] == byUser.indices[position - 1] {
        throw .duplicateRating(user: user, item: Int(byUser.indices[position]))
      }
    }
  }
}
