public import RecommenderData
internal import Tensor

/// Fake users drawn from a distribution that weighs looking normal against the gain of the attack,
/// by stochastic gradient Langevin dynamics (SGLD).
///
/// Each fake user is a chain over ratings of all items, whose prior is each item's 𝒩(μ_i, σ_i²) and
/// whose drift follows the gradient of the utility: M ← M + (s/2)(−(M − Ξ)Σ⁻¹ + β∇R) + 𝒩(0, sI). At
/// its end the fillers are the items whose ratings are largest in absolute value, *centred* at
/// their items' means: uncentred, they would be the items of high means, whatever the chain does.
/// [Li2016; Fang2020, §5.1.3]
///
/// For the utility `targetPushing` only the rating of the target has a gradient, and that is set to
/// the maximum in the end: fillers come from the prior alone, far from their means.
public struct LangevinAttack: PoisoningAttack {
  /// How the chain goes.
  public struct Options: Hashable, Codable, Sendable {
    /// The number of steps, not negative; the chain begins with a draw from the prior.
    public var steps: Int
    /// s, in squares of the deviation of all ratings, positive.
    public var step: Double
    /// β, the weight of the utility against the prior, not negative.
    public var weight: Double
    /// The least σ_i, as a share of the deviation of all ratings (of a step of the scale, if all
    /// ratings agree); above half the square root of ``step``.
    public var deviationFloor: Double

    /// Options with the package's defaults, each of which can be changed.
    public init(
      steps: Int = 20, step: Double = 0.1, weight: Double = 1, deviationFloor: Double = 0.5
    ) {
      self.steps = steps
      self.step = step
      self.weight = weight
      self.deviationFloor = deviationFloor
    }
  }

  /// The name of this attack.
  public static let name = "sgld"

  /// The name of this attack.
  public var name: String { Self.name }
  /// What one fake user may rate, and the attacker's model.
  public var settings: AttackSettings
  /// What is to become large.
  public var utility: PredictionUtility
  /// How the chain goes.
  public var options: Options

  /// A Langevin attack.
  public init(
    settings: AttackSettings = AttackSettings(), utility: PredictionUtility = .targetPushing,
    options: Options = Options()
  ) {
    self.settings = settings
    self.utility = utility
    self.options = options
  }

  /// The profiles of `count` fake users, each the end of a chain of its own in a clean model.
  ///
  /// `progress` is called before each few that are made at a time, four for each thread.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, `.invalidOption` for options or weights
  ///   outside their range; what the fit of the attacker's model and `progress` throw.
  /// - Complexity: One fit; for each fake user and step a normal draw and 2·rank flops for each
  ///   item, and O(rank²) for each that the utility depends on.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    let poisoning = try DataPoisoning(
      self, count: count, target: target, knowledge: knowledge,
      heartbeat: { try progress?(0, count) }, using: &rng)
    let (scale, statistics) = (knowledge.scale, knowledge.itemStatistics)
    let unit = statistics.globalDeviation > 0 ? statistics.globalDeviation : scale.step
    return try poisoning.profiles(count: count, progress: progress) { rng in
      var chain = LangevinChain(
        means: statistics.means, deviations: statistics.deviations,
        floor: options.deviationFloor * unit, step: options.step * unit * unit, using: &rng)
      for _ in 0..<options.steps {
        let row = RelaxedRow(dense: chain.ratings)
        let derivatives = try poisoning.gradient.derivatives(
          at: row, factors: poisoning.gradient.factors(of: row))
        chain.advance(
          push: derivatives.map { ($0.item, options.weight * $0.value) }, using: &rng)
      }
      let fillers = chain.mostUnusual(settings.budget.fillers, besides: target)
      return FakeProfile(
        fillers.map { (item: $0, value: scale.nearest(to: chain.ratings[$0])) }
          + [(item: target, value: scale.maximum)])
    }
  }
}

extension LangevinAttack: DataPoisoningAttack {
  func validateOptions() throws(AttackError) {
    try require(options.steps >= 0, "steps", "\(options.steps) is negative")
    try require(
      options.step > 0 && options.step.isFinite, "step",
      "\(options.step) is not positive and finite")
    try require(
      options.weight >= 0 && options.weight.isFinite, "weight",
      "\(options.weight) is not finite and at least 0")
    try require(
      options.deviationFloor > 0 && options.deviationFloor.isFinite
        && 4 * options.deviationFloor * options.deviationFloor > options.step, "deviationFloor",
      "with \(options.deviationFloor), steps of \(options.step) have no stationary distribution")
  }
}
