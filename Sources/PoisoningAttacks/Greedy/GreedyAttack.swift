public import RecommenderData
internal import Tensor

/// Fillers chosen one at a time, each the one that lowers the attacker's loss most.
///
/// The loss is that of ``TopNAttack`` for a fake user who rates what is chosen so far and the
/// target, whose factors alone move. For each next filler all items are scored by the first-order
/// change of the loss, were the fake user to rate them at their mean, and the best of them by the
/// loss itself. Chosen items are rated like normal users rate them, 𝒩(μ_i, σ_i²); the next filler
/// is chosen knowing the rating. This package's own attack; see the guide *Top-N attacks*.
///
/// It favours items that are rated low, which detectors see. With a stealth quantile a filler, with
/// the rating drawn for it, may take no detection feature out of the range of normal users, nor
/// further out of it; where no item of the shortlist can be had so, the least conspicuous is taken.
public struct GreedyAttack: PoisoningAttack {
  /// What makes up a greedy attack.
  public struct Options: Hashable, Codable, Sendable {
    /// Whose lists count.
    public var selection: UserSelection
    /// b of the loss, positive: how near a list has to be to count.
    public var lossWidth: Double
    /// How many items of the best first-order scores are compared by the loss, at least 1.
    public var shortlist: Int
    /// Keeps the six detection features of a fake user between the 1 − q and the q quantile of
    /// normal users, q in (0.5, 1]; `nil` does not care.
    public var stealthQuantile: Double?

    /// Options with the package's defaults, each of which can be changed.
    public init(
      selection: UserSelection = .random, lossWidth: Double = 0.25, shortlist: Int = 16,
      stealthQuantile: Double? = nil
    ) {
      self.selection = selection
      self.lossWidth = lossWidth
      self.shortlist = shortlist
      self.stealthQuantile = stealthQuantile
    }
  }

  /// The name of this attack, and of the one that hides.
  public static let names = (plain: "greedy", stealth: "greedy-stealth")

  /// The name of this attack.
  public var name: String {
    options.stealthQuantile == nil ? Self.names.plain : Self.names.stealth
  }
  /// Budget, number of influential users and the attacker's model.
  public var settings: AttackSettings
  /// What makes up the attack.
  public var options: Options

  /// A greedy attack.
  public init(settings: AttackSettings = AttackSettings(), options: Options = Options()) {
    self.settings = settings
    self.options = options
  }

  /// The profiles of `count` fake users; `progress` is called before each of them.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, and `.invalidOption` for options outside
  ///   their ranges, `.nobodyToReach` if all users whose lists count have rated the target; what
  ///   fitting, solving and `progress` throw.
  /// - Complexity: One fit, the influences on the target where users are chosen by them, and for a
  ///   fake user a sweep of alternating least squares, the scores of all items for the users in S,
  ///   and O(items·rank + shortlist·|S|·(N + rank)) for each filler.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try options.validate(attack: name)
    let start = try OptimizedStart(
      self, selection: options.selection, settings: settings, count: count, target: target,
      knowledge: knowledge, heartbeat: { try progress?(0, count) }, using: &rng)
    var surrogate = start.surrogate
    var disguise = options.stealthQuantile.map {
      Disguise(surrogate.ratings, quantile: $0)
    }
    var profiles: [FakeProfile] = []
    while profiles.count < count {
      try progress?(profiles.count, count)
      let choice = try GreedyChoice(
        surrogate, loss: start.loss, options: options, disguise: disguise)
      let profile = try choice.profile(
        fillers: settings.budget.fillers, knowledge: knowledge, using: &rng)
      profiles.append(profile)
      disguise?.add(profile)
      if profiles.count < count { try surrogate.add(profile) }
    }
    try progress?(count, count)
    return profiles
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
    guard stealthQuantile.map({ $0 > 0.5 && $0 <= 1 }) ?? true else {
      throw .invalidOption(
        attack: attack, name: "stealthQuantile",
        requirement: "\(stealthQuantile ?? .nan) is not above 0.5 and at most 1")
    }
  }
}
