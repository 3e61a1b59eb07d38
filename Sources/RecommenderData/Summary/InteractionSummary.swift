/// The figures that describe a log of actions.
public struct InteractionSummary: Hashable, Codable, Sendable {
  /// The number of users, injected ones included.
  public var users: Int
  /// The number of items.
  public var items: Int
  /// The number of actions.
  public var actions: Int
  /// The number of actions on an item that the user has acted on before.
  public var repeats: Int
  /// The share of all (user, item) pairs that have an action.
  public var density: Double
  /// Actions of a user.
  public var lengths: SequenceLengths
  /// Actions on an item.
  public var actionsPerItem: DatasetSummary.Spread

  /// The figures of `log`.
  ///
  /// - Throws: `DataError.invalidArgument` if it has no users.
  /// - Complexity: O(n log n) for n actions at worst.
  public init(of log: InteractionLog) throws(DataError) {
    users = log.userCount
    items = log.itemCount
    actions = log.actionCount
    var lastUser = [Int](repeating: -1, count: log.itemCount)
    var counts = [Int](repeating: 0, count: log.itemCount)
    var repeats = 0
    for user in 0..<log.userCount {
      for item in log.sequence(of: user) {
        counts[Int(item)] += 1
        if lastUser[Int(item)] == user { repeats += 1 }
        lastUser[Int(item)] = user
      }
    }
    self.repeats = repeats
    let pairs = Double(log.userCount) * Double(log.itemCount)
    density = pairs == 0 ? 0 : Double(log.actionCount - repeats) / pairs
    lengths = try SequenceLengths(of: log.lengths)
    actionsPerItem = DatasetSummary.Spread(of: counts)
  }
}

extension InteractionSummary: CustomStringConvertible {
  /// The summary as lines of a name and its value, without a final line break.
  public var description: String {
    """
    users             \(users)
    items             \(items)
    actions           \(actions), \(repeats) of them repeats
    density           \(DatasetSummary.rounded(100 * density)) %
    per user          \(lengths)
    per item          \(actionsPerItem)
    """
  }
}

extension SequenceLengths: CustomStringConvertible {
  /// The spread in a few words, without the histogram.
  public var description: String {
    """
    \(minimum) to \(maximum), quartiles \(lowerQuartile.shortText), \(median.shortText) and \
    \(upperQuartile.shortText), mean \(DatasetSummary.rounded(mean)), \
    deviation \(DatasetSummary.rounded(deviation))
    """
  }
}
