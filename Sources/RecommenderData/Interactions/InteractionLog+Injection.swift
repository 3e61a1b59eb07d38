extension InteractionLog {
  /// A new log with a user appended for each sequence; this one stays as it is.
  ///
  /// New users are named as ``fakeUserIdentifiers(count:)`` says; items stay the same.
  ///
  /// - Throws: `DataError.actionOutOfRange` for an item that the log does not have.
  /// - Complexity: O(users + actions).
  public func injecting(
    _ sequences: some Collection<FakeSequence>
  ) throws(DataError) -> InteractionLog {
    guard !sequences.isEmpty else { return self }
    var starts = starts
    var items = items
    for (user, sequence) in zip(userCount..., sequences) {
      try Self.append(sequence.items, of: user, itemCount: itemCount, to: &items)
      starts.append(items.count)
    }
    return InteractionLog(
      userIdentifiers: userIdentifiers + fakeUserIdentifiers(count: sequences.count),
      itemIdentifiers: itemIdentifiers, starts: starts, items: items,
      normalUserCount: normalUserCount)
  }

  /// The identifiers that the next `count` injected users get, such as `fake1` and `fake2`.
  ///
  /// Numbers count on from the injected users already there; a number whose name some user of
  /// the log already bears is skipped.
  ///
  /// - Complexity: O(users + `count`).
  public func fakeUserIdentifiers(count: Int) -> [String] {
    FakeUserNames(prefix: "fake", taken: userIdentifiers).names(count, after: fakeUserCount)
  }
}
