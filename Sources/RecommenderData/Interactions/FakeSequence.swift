/// The actions of one injected user.
public struct FakeSequence: Hashable, Codable, Sendable {
  /// The items acted on, by index in the log under attack, oldest first; an item may come again.
  public let items: [Int]

  /// The number of actions.
  public var count: Int { items.count }

  /// A sequence of `items`, oldest first.
  public init(items: [Int]) {
    self.items = items
  }
}
