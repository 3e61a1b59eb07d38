public import Tensor

/// The top-N lists of consecutive users: items by falling score, ties by rising index.
///
/// A list is shorter than N only if the user has fewer than N items left to recommend.
public struct RecommendationLists<Scalar: TensorScalar>: Equatable, Sendable {
  /// The users that have a list.
  public let users: Range<Int>
  /// N, the length that was asked for.
  public let length: Int
  /// The lists one after another.
  private let entries: [Recommendation<Scalar>]
  /// Where each list begins in `entries`; one more than there are users.
  private let offsets: [Int]

  /// Lists from their entries, user after user, and the number of entries in each.
  package init(users: Range<Int>, length: Int, entries: [Recommendation<Scalar>], counts: [Int]) {
    precondition(counts.count == users.count, "\(counts.count) lists of \(users.count) users")
    self.users = users
    self.length = length
    self.entries = entries
    var offsets = [0]
    offsets.reserveCapacity(counts.count + 1)
    for count in counts { offsets.append(offsets[offsets.count - 1] + count) }
    self.offsets = offsets
  }

  /// The lists of several parts, at least one, of which each goes on where the one before ends.
  package init(joining parts: [Self]) {
    precondition(
      !parts.isEmpty
        && zip(parts, parts.dropFirst()).allSatisfy {
          $0.users.upperBound == $1.users.lowerBound && $0.length == $1.length
        }, "lists of users \(parts.map(\.users))")
    self.init(
      users: parts[0].users.lowerBound..<parts[parts.count - 1].users.upperBound,
      length: parts[0].length, entries: parts.flatMap(\.entries),
      counts: parts.flatMap { part in
        zip(part.offsets, part.offsets.dropFirst()).map { $1 - $0 }
      })
  }

  /// The list of one of ``users``, best item first.
  public subscript(user user: Int) -> ArraySlice<Recommendation<Scalar>> {
    precondition(users.contains(user), "user \(user) has no list; lists are for \(users)")
    let place = user - users.lowerBound
    return entries[offsets[place]..<offsets[place + 1]]
  }

  /// Whether `item` is in the list of `user`.
  public func contains(item: Int, user: Int) -> Bool {
    self[user: user].contains { $0.item == item }
  }
}
