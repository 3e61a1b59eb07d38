public import RecommenderData

/// Popular items beside random ones: the bandwagon attack.
///
/// Part of the fillers are among the items with the most ratings, which ties the fake user, and
/// with it the target, to as many normal users as possible. The other fillers are those of
/// ``RandomAttack``. [Mobasher2007, bandwagon; Burke2006]
///
/// The published attack rates popular items at the maximum. Against matrix factorization that
/// hardly works, since such profiles say that everything is good and the target no better than the
/// rest; by default popular items are rated as normal users rate them. The defaults are a compromise
/// between two data sets, Amazon Music and FilmTrust: more random fillers are stronger on the first
/// and weaker on the second.
public struct PopularAttack: PoisoningAttack {
  /// How popular fillers are rated.
  public enum PopularRating: String, Hashable, Codable, Sendable, CaseIterable {
    /// By 𝒩(μ_i, σ_i²), rounded and clipped to the scale.
    case likeNormalUsers
    /// At the scale's maximum, as published.
    case maximum
  }

  /// What makes up a bandwagon.
  public struct Options: Hashable, Codable, Sendable {
    /// The share of fillers that are popular items, in [0, 1]; their number is rounded.
    public var popularShare: Double
    /// Popular fillers are drawn uniformly from so many most popular items, times the budget's
    /// fillers; not negative, finite.
    ///
    /// With fewer candidates than popular fillers, as with 0, every profile has the most popular
    /// items.
    public var candidatesPerFiller: Double
    /// How popular fillers are rated.
    public var rating: PopularRating

    /// Options with the package's defaults, each of which can be changed.
    public init(
      popularShare: Double = 0.9, candidatesPerFiller: Double = 1.5,
      rating: PopularRating = .likeNormalUsers
    ) {
      self.popularShare = popularShare
      self.candidatesPerFiller = candidatesPerFiller
      self.rating = rating
    }
  }

  /// The name of this attack.
  public static let name = "popular"

  /// The name of this attack.
  public var name: String { Self.name }
  /// No: it fits nothing.
  public var fitsModel: Bool { false }
  /// What one fake user may rate.
  public var budget: AttackBudget
  /// What makes up the bandwagon.
  public var options: Options

  /// A popular attack within `budget`.
  public init(budget: AttackBudget = AttackBudget(), options: Options = Options()) {
    self.budget = budget
    self.options = options
  }

  /// The profiles of `count` fake users; `progress` is called once, at the end.
  ///
  /// Popularity is the number of ratings by normal users, ties to the smaller item index.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says; `.invalidOption` for a share outside
  ///   [0, 1] or a negative number of candidates; what `progress` throws.
  /// - Complexity: O(items · log items + `count` · fillers²).
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try validate(count: count, target: target, knowledge: knowledge, budget: budget)
    try require(
      0...1 ~= options.popularShare, "popularShare", "\(options.popularShare) is not in [0, 1]")
    try require(
      options.candidatesPerFiller >= 0 && options.candidatesPerFiller.isFinite,
      "candidatesPerFiller", "\(options.candidatesPerFiller) is not finite and at least 0")
    let popularCount = Int((options.popularShare * Double(budget.fillers)).rounded())
    let wanted = (options.candidatesPerFiller * Double(budget.fillers)).rounded()
    let candidates = FillerSampling.ranked(
      excluding: target, by: knowledge.itemStatistics.counts.map { ($0, 0) }
    ).prefix(max(popularCount, Int(min(wanted, Double(knowledge.itemCount)))))
    let profiles = (0..<count).map { _ in
      let popular = FillerSampling.items(
        popularCount, of: candidates.count, excluding: [], using: &rng
      ).map { candidates[$0] }
      var ratings =
        switch options.rating {
        case .likeNormalUsers:
          FillerSampling.ratedLikeItems(popular, knowledge: knowledge, using: &rng)
        case .maximum:
          popular.map { (item: $0, value: knowledge.scale.maximum) }
        }
      let others = FillerSampling.items(
        budget.fillers - popularCount, of: knowledge.itemCount,
        excluding: (popular + [target]).sorted(), using: &rng)
      ratings += FillerSampling.ratedLikeAll(others, knowledge: knowledge, using: &rng)
      return FakeProfile(ratings + [(target, knowledge.scale.maximum)])
    }
    try progress?(count, count)
    return profiles
  }
}
