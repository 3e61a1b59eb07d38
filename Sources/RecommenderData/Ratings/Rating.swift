/// One rating by dense indices.
public struct Rating: Hashable, Sendable {
  /// The user's index.
  public var user: Int
  /// The item's index.
  public var item: Int
  /// The score that the user gave.
  public var value: Double

  /// A rating of `item` by `user`.
  public init(user: Int, item: Int, value: Double) {
    self.user = user
    self.item = item
    self.value = value
  }
}
