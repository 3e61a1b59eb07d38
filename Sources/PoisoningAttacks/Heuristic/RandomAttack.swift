public import RecommenderData

/// Random items, rated without looking at them.
///
/// Fillers are uniform over all items but the target; their ratings come from
/// 𝒩(global mean, global deviation²), rounded and clipped to the scale. The attacker needs to know
/// two numbers only. [LamRiedl2004, RandomBot]
public struct RandomAttack: PoisoningAttack {
  /// The name of this attack.
  public static let name = "random"

  /// The name of this attack.
  public var name: String { Self.name }
  /// No: it fits nothing.
  public var fitsModel: Bool { false }
  /// What one fake user may rate.
  public var budget: AttackBudget

  /// A random attack within `budget`.
  public init(budget: AttackBudget = AttackBudget()) {
    self.budget = budget
  }

  /// The profiles of `count` fake users; `progress` is called once, at the end.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says; what `progress` throws.
  /// - Complexity: O(`count` · fillers).
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try validate(count: count, target: target, knowledge: knowledge, budget: budget)
    let profiles = (0..<count).map { _ in
      let fillers = FillerSampling.items(
        budget.fillers, of: knowledge.itemCount, excluding: [target], using: &rng)
      let ratings = FillerSampling.ratedLikeAll(fillers, knowledge: knowledge, using: &rng)
      return FakeProfile(ratings + [(target, knowledge.scale.maximum)])
    }
    try progress?(count, count)
    return profiles
  }
}
