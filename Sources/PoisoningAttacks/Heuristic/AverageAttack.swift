public import RecommenderData

/// Random items, each rated as normal users rate it.
///
/// Fillers are uniform over all items but the target; the rating of item i comes from 𝒩(μ_i, σ_i²),
/// rounded and clipped to the scale, so that the fake user correlates with many normal ones.
/// Items with fewer than two ratings have the global mean and deviation. [LamRiedl2004, AverageBot]
public struct AverageAttack: PoisoningAttack {
  /// The name of this attack.
  public static let name = "average"

  /// The name of this attack.
  public var name: String { Self.name }
  /// No: it fits nothing.
  public var fitsModel: Bool { false }
  /// What one fake user may rate.
  public var budget: AttackBudget

  /// An average attack within `budget`.
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
      let ratings = FillerSampling.ratedLikeItems(fillers, knowledge: knowledge, using: &rng)
      return FakeProfile(ratings + [(target, knowledge.scale.maximum)])
    }
    try progress?(count, count)
    return profiles
  }
}
