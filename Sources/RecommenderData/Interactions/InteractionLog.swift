/// What users acted on, oldest first, with the original identifiers beside dense indices.
///
/// An action is a click, a purchase or the like: it has an order in its user's sequence and no
/// value, and a user may act on an item again. Normal users come first; users injected with
/// ``injecting(_:)`` follow them, so `user >= normalUserCount` tells a fake one.
///
/// ```swift
/// let log = try InteractionLog(
///   userIdentifiers: ["ann", "bob"], itemIdentifiers: ["x", "y"], sequences: [[0, 1, 0], [1]])
/// log.sequence(of: 0)  // [0, 1, 0]
/// ```
public struct InteractionLog: Hashable, Sendable {
  /// The original identifier of each user.
  public let userIdentifiers: [String]
  /// The original identifier of each item.
  public let itemIdentifiers: [String]
  /// The number of normal users; all others are injected.
  public let normalUserCount: Int
  /// Where in ``items`` the sequence of each user begins; one more at the end.
  package let starts: [Int]
  /// The items of all sequences, one sequence after another.
  package let items: [Int32]

  /// The number of users, injected ones included.
  public var userCount: Int { userIdentifiers.count }
  /// The number of items, those without an action included.
  public var itemCount: Int { itemIdentifiers.count }
  /// The number of actions, those of injected users included.
  public var actionCount: Int { items.count }
  /// The number of injected users.
  public var fakeUserCount: Int { userCount - normalUserCount }

  /// A log of normal users.
  ///
  /// - Parameters:
  ///   - userIdentifiers: The users, in the order of their indices.
  ///   - itemIdentifiers: The items, likewise; some may have no action.
  ///   - sequences: The items of each user by index, oldest first; some may be empty.
  /// - Throws: `DataError.identifierCount` unless there is a sequence for each user,
  ///   `.actionOutOfRange` for an item that does not exist, `.invalidArgument` for more than
  ///   2³¹ − 1 users or items.
  /// - Complexity: O(users + items + actions).
  public init<Sequences: Sequence>(
    userIdentifiers: [String], itemIdentifiers: [String], sequences: Sequences
  ) throws(DataError) where Sequences.Element: Sequence, Sequences.Element.Element: BinaryInteger {
    for (name, count) in [
      ("userIdentifiers", userIdentifiers.count), ("itemIdentifiers", itemIdentifiers.count),
    ] where count > Int(Int32.max) {
      throw .invalidArgument(name: name, requirement: "\(count) are more than \(Int32.max)")
    }
    var starts = [0]
    var items: [Int32] = []
    for (user, sequence) in sequences.enumerated() {
      try Self.append(sequence, of: user, itemCount: itemIdentifiers.count, to: &items)
      starts.append(items.count)
    }
    guard starts.count == userIdentifiers.count + 1 else {
      throw .identifierCount(
        users: starts.count - 1, userIdentifiers: userIdentifiers.count,
        items: itemIdentifiers.count, itemIdentifiers: itemIdentifiers.count)
    }
    self.init(
      userIdentifiers: userIdentifiers, itemIdentifiers: itemIdentifiers, starts: starts,
      items: items, normalUserCount: userIdentifiers.count)
  }

  /// A log of what the caller has checked.
  init(
    userIdentifiers: [String], itemIdentifiers: [String], starts: [Int], items: [Int32],
    normalUserCount: Int
  ) {
    self.userIdentifiers = userIdentifiers
    self.itemIdentifiers = itemIdentifiers
    self.starts = starts
    self.items = items
    self.normalUserCount = normalUserCount
  }

  /// Adds the items of a user's sequence to those of all, if they exist.
  static func append<Index: BinaryInteger>(
    _ sequence: some Sequence<Index>, of user: Int, itemCount: Int, to items: inout [Int32]
  ) throws(DataError) {
    for item in sequence {
      guard item >= 0, item < itemCount else {
        throw .actionOutOfRange(
          user: user, item: Int(clamping: item), itemCount: itemCount)
      }
      items.append(Int32(item))
    }
  }

  /// The items that `user` acted on, oldest first.
  ///
  /// - Precondition: `user` is in `0..<userCount`.
  /// - Complexity: O(1).
  public func sequence(of user: Int) -> ArraySlice<Int32> {
    precondition((0..<userCount).contains(user), "user \(user) is not in 0..<\(userCount)")
    return items[starts[user]..<starts[user + 1]]
  }

  /// The number of actions of each user, injected ones included.
  ///
  /// - Complexity: O(users).
  public var lengths: [Int] { zip(starts.dropFirst(), starts).map { $0 - $1 } }

  /// The number of actions of normal users on each item.
  ///
  /// - Complexity: O(items + actions).
  public var itemCounts: [Int] {
    var counts = [Int](repeating: 0, count: itemCount)
    for item in items[..<starts[normalUserCount]] { counts[Int(item)] += 1 }
    return counts
  }
}
