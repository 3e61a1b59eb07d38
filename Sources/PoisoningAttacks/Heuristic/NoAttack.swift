public import RecommenderData

/// No attack: what the recommender does when nobody poisons it.
public struct NoAttack: PoisoningAttack {
  /// The name of this attack.
  public static let name = "none"

  /// The name of this attack.
  public var name: String { Self.name }
  /// No: it fits nothing.
  public var fitsModel: Bool { false }

  /// The absence of an attack.
  public init() {}

  /// No profile, whatever the count; `progress` is called once, at the end.
  ///
  /// - Throws: `AttackError.invalidCount` or `.targetOutOfRange`; what `progress` throws.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    guard count >= 0 else { throw AttackError.invalidCount(count) }
    guard (0..<knowledge.itemCount).contains(target) else {
      throw AttackError.targetOutOfRange(target: target, itemCount: knowledge.itemCount)
    }
    try progress?(count, count)
    return []
  }
}
