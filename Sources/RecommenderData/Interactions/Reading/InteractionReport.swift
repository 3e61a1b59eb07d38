/// What reading a file of sequences found.
public struct InteractionReport: Hashable, Codable, Sendable {
  /// The file's path.
  public var path: String
  /// How its lines are built; never `auto`.
  public var layout: InteractionLayout
  /// What separates its columns.
  public var separator: ColumnSeparator
  /// Whether its first line holds names.
  public var hasHeader: Bool
  /// Whether actions were ordered by their times.
  public var isOrderedByTime: Bool
  /// The number of its lines, header and blank lines included.
  public var lines: Int
  /// The number of its bytes, as stored.
  public var bytes: Int
  /// The number of users.
  public var users: Int
  /// The number of items.
  public var items: Int
  /// The number of actions.
  public var actions: Int
}

extension InteractionReport: CustomStringConvertible {
  /// The report in one line for the file and one for what is in it, without a final line break.
  public var description: String {
    """
    \(path): \(layout), separated by \(separator), \(hasHeader ? "with" : "without") a header
    \(users) users, \(items) items, \(actions) actions\(isOrderedByTime ? ", ordered by time" : "")
    """
  }
}
