public import RecommenderData

/// No attack: what the recommender does when nobody poisons it.
public struct NoAttack: PoisoningAttack {
  /// The name of this attack.
  public static let name = "none"

  /// The name of this attack.
  public var name: String { Self.name }

  /// The absence of an attack.
  public init() {}

  /// No profile, whatever the count.
  ///
  /// - Throws: `AttackError.invalidCount` or `.targetOutOfRange`.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) throws(AttackError) -> [FakeProfile] {
    guard count >= 0 else { throw .invalidCount(count) }
    guard (0..<knowledge.itemCount).contains(target) else {
      throw .targetOutOfRange(target: target, itemCount: knowledge.itemCount)
    }
    return []
  }
}
