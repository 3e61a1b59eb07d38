public import RecommenderData
internal import Tensor

/// The S-attack: fillers by descent on a smooth stand-in for the hit ratio. [Fang2020, Algorithm 2]
///
/// For one fake user after another, L_S(w) = Σ_{u∈S} Σ_{i∈Γ_u} g(r̂_ui − r̂_ut) + η‖w‖₁ is made small
/// over ratings w of all items in [0, r_max], the target's held at r_max; the n items of the
/// largest w become fillers, rated like normal users rate them, 𝒩(μ_i, σ_i²), and the attacker's
/// model takes the fake user in by a warm sweep. Whose lists S are tells the paper's variants
/// apart; see ``UserSelection``.
///
/// Between equal w a filler is drawn at random.
public struct TopNAttack: PoisoningAttack {
  /// Whose lists count.
  public let selection: UserSelection
  /// Budget, options and the attacker's model.
  public var settings: AttackSettings

  /// The attack on the lists of some users.
  public init(selection: UserSelection, settings: AttackSettings = AttackSettings()) {
    self.selection = selection
    self.settings = settings
  }

  /// The name of the attack on the lists of some users: U-TNA, S-TNA-Rand, S-TNA-Inf or Weighting.
  public static func name(_ selection: UserSelection) -> String {
    switch selection {
    case .all: "u-tna"
    case .random: "s-tna-rand"
    case .influential: "s-tna-inf"
    case .weighted: "weighting"
    }
  }

  /// The name of this attack.
  public var name: String { Self.name(selection) }

  /// The profiles of `count` fake users; `progress` is called before each step of their descents.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, and `.invalidOption` for options outside
  ///   their ranges, `.nobodyToReach` if all users whose lists count have rated the target,
  ///   `.notStationary` if the stationary gradient is asked for and a fit does not get there; what
  ///   fitting, solving and `progress` throw.
  /// - Complexity: One fit, the influences on the target where users are chosen by them, and for a
  ///   fake user a sweep of alternating least squares and, for each gradient step, a solve for
  ///   each item and the scores of all items for the users in S.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    let start = try OptimizedStart(
      self, selection: selection, settings: settings, count: count, target: target,
      knowledge: knowledge, heartbeat: { try progress?(0, count) }, using: &rng)
    var surrogate = start.surrogate
    var profiles: [FakeProfile] = []
    while profiles.count < count {
      let descent = FillerDescent(
        user: try RelaxedUser(surrogate, for: settings.optimization.gradient), loss: start.loss,
        options: settings.optimization,
        maximum: knowledge.scale.maximum)
      let done = profiles.count
      let ratings = try descent.ratings(heartbeat: { try progress?(done, count) })
      let profile = FillerSampling.profile(
        settings.budget.fillers, of: ratings, target: target, knowledge: knowledge, using: &rng)
      profiles.append(profile)
      if profiles.count < count { try surrogate.add(profile) }
    }
    try progress?(count, count)
    return profiles
  }
}
