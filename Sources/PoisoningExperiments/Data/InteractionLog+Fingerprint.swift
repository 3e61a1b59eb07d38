public import RecommenderData
internal import Tensor

extension InteractionLog {
  /// A hash of all that results can depend on: identifiers, sequences and who is normal.
  ///
  /// The same in every run and on every machine. It tells data sets apart that differ by
  /// accident; it is no protection against forgery.
  ///
  /// - Complexity: O(users + items + actions) time and memory.
  public var fingerprint: UInt64 {
    var words: [UInt64] = [UInt64(userCount), UInt64(itemCount), UInt64(normalUserCount)]
    words.reserveCapacity(words.count + 2 * userCount + itemCount + actionCount)
    for length in lengths { words.append(UInt64(length)) }
    for user in 0..<userCount { words += sequence(of: user).map { UInt64($0) } }
    for identifier in userIdentifiers + itemIdentifiers {
      words.append(SeededGenerator.derivedSeed(0, identifier.utf8.map { UInt64($0) }))
    }
    return SeededGenerator.derivedSeed(0, words)
  }
}
