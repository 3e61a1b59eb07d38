internal import Tensor

extension RatingMatrix {
  /// A new matrix with a user appended for each profile; this one stays as it is.
  ///
  /// Item statistics stay those of the normal users. New users are named as
  /// ``fakeUserIdentifiers(count:)`` says.
  ///
  /// - Throws: `DataError.indexOutOfRange`, `.notFinite` or `.outsideScale` for a profile that does
  ///   not fit this matrix.
  /// - Complexity: O(users + items + ratings).
  public func injecting(_ profiles: some Collection<FakeProfile>) throws(DataError) -> RatingMatrix
  {
    guard !profiles.isEmpty else { return self }
    var offsets = byUser.offsets
    var indices = byUser.indices
    var values = byUser.values
    let identifiers = userIdentifiers + fakeUserIdentifiers(count: profiles.count)
    for (user, profile) in zip(userCount..., profiles) {
      for (item, value) in zip(profile.items, profile.values) {
        guard (0..<itemCount).contains(item) else {
          throw .indexOutOfRange(
            user: user, item: item, userCount: userCount + profiles.count, itemCount: itemCount)
        }
        guard value.isFinite else { throw .notFinite(user: user, item: item) }
        guard scale.contains(value) else {
          throw .outsideScale(value: value, user: user, item: item, scale: scale)
        }
        indices.append(Int32(item))
        values.append(value)
      }
      offsets.append(indices.count)
    }
    let injected = SparseMatrix(
      rows: identifiers.count, columns: itemCount, uncheckedOffsets: offsets, indices: indices,
      values: values)
    return RatingMatrix(
      byUser: injected, byItem: injected.transposed, userIdentifiers: identifiers,
      itemIdentifiers: itemIdentifiers, scale: scale, normalUserCount: normalUserCount,
      itemStatistics: itemStatistics)
  }

  /// The identifiers that the next `count` injected users get, such as `fake-1` and `fake-2`.
  ///
  /// Numbers count on from the injected users already there; a number whose name some user of
  /// the data already bears is skipped.
  ///
  /// - Complexity: O(users + `count`).
  public func fakeUserIdentifiers(count: Int) -> [String] {
    FakeUserNames(prefix: "fake-", taken: userIdentifiers).names(count, after: fakeUserCount)
  }
}
