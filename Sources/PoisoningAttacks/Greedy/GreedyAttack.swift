public import RecommenderData
internal import Recommenders
internal import Tensor

/// Fillers chosen one at a time, each the one that lowers the attacker's loss most.
///
/// The loss is that of ``TopNAttack`` for a fake user who rates what is chosen so far and the
/// target, whose factors alone move. For each next filler all items are scored by the first-order
/// change of the loss, were the fake user to rate them at their mean, and the best of them by the
/// loss itself. Chosen items are rated like normal users rate them, 𝒩(μ_i, σ_i²); the next filler
/// is chosen knowing the rating. This package's own attack; see the guide *Top-N attacks*.
public struct GreedyAttack: PoisoningAttack {
  /// What makes up a greedy attack.
  public struct Options: Hashable, Codable, Sendable {
    /// Whose lists count.
    public var selection: UserSelection
    /// b of the loss, positive: how near a list has to be to count.
    public var lossWidth: Double
    /// How many items of the best first-order scores are compared by the loss, at least 1.
    public var shortlist: Int

    /// Options with the package's defaults, each of which can be changed.
    public init(
      selection: UserSelection = .influential, lossWidth: Double = 0.5, shortlist: Int = 16
    ) {
      self.selection = selection
      self.lossWidth = lossWidth
      self.shortlist = shortlist
    }
  }

  /// The name of this attack.
  public static let name = "greedy"

  /// The name of this attack.
  public var name: String { Self.name }
  /// Budget, number of influential users and the attacker's model.
  public var settings: AttackSettings
  /// What makes up the attack.
  public var options: Options

  /// A greedy attack.
  public init(settings: AttackSettings = AttackSettings(), options: Options = Options()) {
    self.settings = settings
    self.options = options
  }

  /// The profiles of `count` fake users.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, and `.invalidOption` for options outside
  ///   their ranges; what fitting and solving throw.
  /// - Complexity: One fit, the influences on the target where users are chosen by them, and for a
  ///   fake user a sweep of alternating least squares, the scores of all items for the users in S,
  ///   and O(items·rank + shortlist·|S|·(N + rank)) for each filler.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try options.validate(attack: name)
    let start = try OptimizedStart(
      self, selection: options.selection, settings: settings, count: count, target: target,
      knowledge: knowledge, using: &rng)
    var surrogate = start.surrogate
    var profiles: [FakeProfile] = []
    while profiles.count < count {
      let profile = try profile(surrogate, start.loss, knowledge, using: &rng)
      profiles.append(profile)
      if profiles.count < count { try surrogate.add(profile) }
    }
    return profiles
  }

  private func profile(
    _ surrogate: PoisonedSurrogate, _ loss: TopNLoss, _ knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) throws -> FakeProfile {
    let response = try TargetResponse(surrogate, loss: loss, width: options.lossWidth)
    let means = knowledge.itemStatistics.means
    var user = try GreedyProfile(
      items: surrogate.factors.items, regularization: surrogate.regularization)
    try user.rate(loss.target, knowledge.scale.maximum)
    var rated = [(item: loss.target, value: knowledge.scale.maximum)]
    var isFree = [Bool](repeating: true, count: knowledge.itemCount)
    isFree[loss.target] = false
    while rated.count <= settings.budget.fillers {
      let changes = try user.changes(slope: response.slope(at: user.user), ratings: means)
      var shortlist = changes.indices.filter { isFree[$0] }
      shortlist.keepSmallest(options.shortlist) {
        changes[$0] != changes[$1] ? changes[$0] < changes[$1] : $0 < $1
      }
      let losses = try response.losses(user.users(rating: shortlist, ratings: means))
      let best = losses.indices.min { losses[$0] < losses[$1] }
      guard let best else { break }
      let item = shortlist[best]
      let rating = FillerSampling.ratedLikeItems([item], knowledge: knowledge, using: &rng)[0]
      try user.rate(item, rating.value)
      rated.append(rating)
      isFree[item] = false
    }
    return FakeProfile(rated)
  }
}

extension GreedyAttack.Options {
  /// Checks every option.
  ///
  /// - Throws: `AttackError.invalidOption` for the first one outside its range.
  func validate(attack: String) throws(AttackError) {
    guard lossWidth > 0, lossWidth.isFinite else {
      throw .invalidOption(
        attack: attack, name: "lossWidth", requirement: "\(lossWidth) is not positive and finite")
    }
    guard shortlist >= 1 else {
      throw .invalidOption(
        attack: attack, name: "shortlist", requirement: "\(shortlist) is not at least 1")
    }
  }
}
