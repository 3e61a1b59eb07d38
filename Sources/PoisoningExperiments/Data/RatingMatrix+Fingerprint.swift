public import RecommenderData
internal import Tensor

extension RatingMatrix {
  /// A hash of all that results can depend on: identifiers, ratings, scale and who is normal.
  ///
  /// The same in every run and on every machine. It tells data sets apart that differ by
  /// accident; it is no protection against forgery.
  ///
  /// - Complexity: O(users + items + ratings) time and memory.
  public var fingerprint: UInt64 {
    var words: [UInt64] = [UInt64(userCount), UInt64(itemCount), UInt64(normalUserCount)]
    words += [scale.minimum, scale.maximum, scale.step].map(\.bitPattern)
    words.reserveCapacity(words.count + 2 * (userCount + itemCount + count))
    for user in 0..<userCount { words.append(UInt64(byUser.range(ofRow: user).count)) }
    for index in byUser.indices { words.append(UInt64(index)) }
    for value in byUser.values { words.append(value.bitPattern) }
    for identifier in userIdentifiers + itemIdentifiers {
      words.append(SeededGenerator.derivedSeed(0, identifier.utf8.map { UInt64($0) }))
    }
    return SeededGenerator.derivedSeed(0, words)
  }
}
