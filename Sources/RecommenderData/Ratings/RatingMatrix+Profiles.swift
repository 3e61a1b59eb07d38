internal import Tensor

extension RatingMatrix {
  /// The users of this matrix as fake profiles against another: the way back from a file of
  /// profiles.
  ///
  /// ```swift
  /// let file = try RatingReader(scale: ratings.scale).read(["profiles.csv"]).ratings
  /// let poisoned = try ratings.injecting(file.profiles(against: ratings))
  /// ```
  ///
  /// - Parameter ratings: The matrix under attack; items are matched by their identifiers.
  /// - Returns: A profile for each user, in order.
  /// - Throws: `DataError.invalidArgument` for an item that `ratings` lacks, `.outsideScale` for a
  ///   rating that it does not allow.
  /// - Complexity: O(items of both + ratings of this one).
  public func profiles(against ratings: RatingMatrix) throws(DataError) -> [FakeProfile] {
    let known = IdentifierIndex(ratings.itemIdentifiers)
    var items: [Int] = []
    for identifier in itemIdentifiers {
      guard let item = known[identifier] else {
        throw .invalidArgument(
          name: "item '\(identifier)'", requirement: "the ratings under attack have no such item")
      }
      items.append(item)
    }
    var profiles: [FakeProfile] = []
    for user in 0..<userCount {
      var pairs: [(item: Int, value: Double)] = []
      for position in byUser.range(ofRow: user) {
        let item = items[Int(byUser.indices[position])]
        let value = byUser.values[position]
        guard ratings.scale.contains(value) else {
          throw .outsideScale(value: value, user: user, item: item, scale: ratings.scale)
        }
        pairs.append((item, value))
      }
      profiles.append(FakeProfile(pairs))
    }
    return profiles
  }
}
