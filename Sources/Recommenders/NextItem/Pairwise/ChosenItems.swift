import RecommenderData

/// Which items users have chosen, asked for random items, most of which they have not.
struct ChosenItems: Sendable {
  private let log: InteractionLog
  /// For each user, a bit for each remainder by 64 that an item of theirs leaves.
  private let remainders: [UInt64]

  /// The items of all users of a log.
  init(_ log: InteractionLog) {
    self.log = log
    remainders = (0..<log.userCount).map { user in
      log.sequence(of: user).reduce(0) { $0 | Self.bit($1) }
    }
  }

  private static func bit(_ item: Int32) -> UInt64 { 1 << UInt64(item & 63) }

  /// The number of items.
  var itemCount: Int { log.itemCount }

  /// Whether a user has chosen an item.
  func hold(_ item: Int32, of user: Int) -> Bool {
    guard remainders[user] & Self.bit(item) != 0 else { return false }
    return log.items.span.extracting(log.starts[user]..<log.starts[user + 1]).holds(item)
  }
}
