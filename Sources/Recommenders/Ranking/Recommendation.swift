/// One place of a recommendation list.
public struct Recommendation<Scalar: Sendable & Equatable>: Equatable, Sendable {
  /// The recommended item.
  public let item: Int
  /// The model's score of the item for the user.
  public let score: Scalar

  /// A recommendation of `item`.
  public init(item: Int, score: Scalar) {
    self.item = item
    self.score = score
  }
}
