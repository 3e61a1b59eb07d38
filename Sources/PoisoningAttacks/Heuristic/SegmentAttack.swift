public import RecommenderData
internal import Tensor

/// Items that the target's audience likes, at the maximum, against random ones at the minimum.
///
/// The segment is the set of items most often liked by the users who like the target: its
/// fans, the people to whom the target is to be recommended. Segment items are rated at the
/// scale's maximum like the target, all other fillers at its minimum, so that to a recommender the
/// target goes with the segment and with nothing else. [Mobasher2007, segment attack]
///
/// Liking an item means to rate it at the mean of all ratings or higher. Fans of a target with few
/// ratings are few, often one; the items that they like equally often are then ordered by the
/// number of all normal users who like them, ties to the smaller index. A target that nobody likes
/// has those who rated it for its audience, and one without ratings has all users: its segment is
/// what is liked most.
public struct SegmentAttack: PoisoningAttack {
  /// What makes up a segment attack.
  public struct Options: Hashable, Codable, Sendable {
    /// The share of fillers that are segment items, in [0, 1]; their number is rounded.
    public var segmentShare: Double

    /// Options, a quarter of the fillers being segment items by default.
    public init(segmentShare: Double = 0.25) {
      self.segmentShare = segmentShare
    }
  }

  /// The name of this attack.
  public static let name = "segment"

  /// The name of this attack.
  public var name: String { Self.name }
  /// No: it fits nothing.
  public var fitsModel: Bool { false }
  /// What one fake user may rate.
  public var budget: AttackBudget
  /// What makes up the attack.
  public var options: Options

  /// A segment attack within `budget`.
  public init(budget: AttackBudget = AttackBudget(), options: Options = Options()) {
    self.budget = budget
    self.options = options
  }

  /// The profiles of `count` fake users; all rate the same segment.
  ///
  /// `progress` is called once, at the end.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says; `.invalidOption` for a share outside
  ///   [0, 1]; what `progress` throws.
  /// - Complexity: O(ratings + items · log items + `count` · fillers²).
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try validate(count: count, target: target, knowledge: knowledge, budget: budget)
    try require(
      0...1 ~= options.segmentShare, "segmentShare", "\(options.segmentShare) is not in [0, 1]")
    let segmentCount = Int((options.segmentShare * Double(budget.fillers)).rounded())
    let segment = Self.segment(of: target, count: segmentCount, knowledge: knowledge)
    let excluded = (segment + [target]).sorted()
    let profiles = (0..<count).map { _ in
      let others = FillerSampling.items(
        budget.fillers - segmentCount, of: knowledge.itemCount, excluding: excluded, using: &rng)
      return FakeProfile(
        (segment + [target]).map { ($0, knowledge.scale.maximum) }
          + others.map { ($0, knowledge.scale.minimum) })
    }
    try progress?(count, count)
    return profiles
  }

  /// The `count` items that the audience of `target` likes most, best first.
  static func segment(of target: Int, count: Int, knowledge: RatingMatrix) -> [Int] {
    let threshold = knowledge.itemStatistics.globalMean
    var likes = [(primary: Int, secondary: Int)](repeating: (0, 0), count: knowledge.itemCount)
    let audience = Set(audience(of: target, likedFrom: threshold, knowledge: knowledge))
    for user in 0..<knowledge.normalUserCount {
      let isFan = audience.contains(user)
      for position in knowledge.byUser.range(ofRow: user)
      where knowledge.byUser.values[position] >= threshold {
        let item = Int(knowledge.byUser.indices[position])
        likes[item].secondary += 1
        if isFan { likes[item].primary += 1 }
      }
    }
    return Array(FillerSampling.ranked(excluding: target, by: likes).prefix(count))
  }

  private static func audience(
    of target: Int, likedFrom threshold: Double, knowledge: RatingMatrix
  ) -> [Int] {
    let raters = knowledge.byItem.range(ofRow: target).filter {
      knowledge.byItem.indices[$0] < knowledge.normalUserCount
    }
    let fans = raters.filter { knowledge.byItem.values[$0] >= threshold }
    guard !raters.isEmpty else { return Array(0..<knowledge.normalUserCount) }
    return (fans.isEmpty ? raters : fans).map { Int(knowledge.byItem.indices[$0]) }
  }
}
