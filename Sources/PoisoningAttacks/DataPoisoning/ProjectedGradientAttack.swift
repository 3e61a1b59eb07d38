public import RecommenderData
internal import Tensor

/// Projected gradient ascent on the predictions of a matrix factorization (PGA).
///
/// Each fake user begins with random fillers of random ratings; each step goes up the gradient of
/// the utility and projects: the largest ratings stay as fillers, within the scale's bounds. The
/// gradient holds the factors of all users, so that items alone move: ∂y_j/∂M_j =
/// (λI + Σxxᵀ + zzᵀ)⁻¹z. [Li2016]
///
/// For the utility `targetPushing`, with which the S-attack is compared, only the rating of the
/// target has a gradient, so that fillers stay random: "PGA … generates filler items randomly"
/// [Fang2020, §5.1.3]. The other utilities choose among all items.
public struct ProjectedGradientAttack: PoisoningAttack {
  /// How the ascent goes.
  public struct Options: Hashable, Codable, Sendable {
    /// The number of steps, not negative.
    public var steps: Int
    /// The largest change of a rating in a step, as a share of the scale's range, positive.
    public var stepLength: Double

    /// Options with the package's defaults, each of which can be changed.
    public init(steps: Int = 10, stepLength: Double = 0.25) {
      self.steps = steps
      self.stepLength = stepLength
    }
  }

  /// The name of this attack.
  public static let name = "pga"

  /// The name of this attack.
  public var name: String { Self.name }
  /// What one fake user may rate, and the attacker's model.
  public var settings: AttackSettings
  /// What is to become large.
  public var utility: PredictionUtility
  /// How the ascent goes.
  public var options: Options

  /// A projected gradient attack.
  public init(
    settings: AttackSettings = AttackSettings(), utility: PredictionUtility = .targetPushing,
    options: Options = Options()
  ) {
    self.settings = settings
    self.utility = utility
    self.options = options
  }

  /// The profiles of `count` fake users, each the end of an ascent of its own in a clean model.
  ///
  /// `progress` is called before each few that are made at a time, four for each thread.
  ///
  /// - Throws: `AttackError` as ``PoisoningAttack`` says, `.invalidOption` for options or weights
  ///   outside their range; what the fit of the attacker's model and `progress` throw.
  /// - Complexity: One fit; for each fake user and step a fold-in of its fillers, and O(rank²) for
  ///   each item that the utility depends on.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    let poisoning = try DataPoisoning(
      self, count: count, target: target, knowledge: knowledge,
      heartbeat: { try progress?(0, count) }, using: &rng)
    let (scale, itemCount) = (knowledge.scale, knowledge.itemCount)
    return try poisoning.profiles(count: count, progress: progress) { rng in
      let fillers = FillerSampling.items(
        settings.budget.fillers, of: itemCount, excluding: [target], using: &rng)
      let start = (fillers + [target]).map { item in
        (item, scale.minimum + (scale.maximum - scale.minimum) * rng.nextUniform())
      }
      var row = RelaxedRow(start, itemCount: itemCount, unrated: RelaxedRow.unrated(on: scale))
      for _ in 0..<options.steps {
        try advance(&row, along: poisoning.gradient, scale: scale)
        row.project(target: target, fillers: settings.budget.fillers, scale: scale)
      }
      return FakeProfile(
        row.ratedItems.map { item in
          (item, item == target ? scale.maximum : scale.nearest(to: row.values[item]))
        })
    }
  }

  /// One step up the gradient at `row`, scaled so that its largest element is the step's length.
  private func advance(
    _ row: inout RelaxedRow, along gradient: RatingGradient, scale: RatingScale
  ) throws {
    let derivatives = try gradient.derivatives(at: row, factors: gradient.factors(of: row))
    let largest = derivatives.reduce(0) { max($0, abs($1.value)) }
    guard largest > 0 else { return }
    let length = options.stepLength * (scale.maximum - scale.minimum) / largest
    for (item, value) in derivatives { row.values[item] += length * value }
  }
}

extension ProjectedGradientAttack: DataPoisoningAttack {
  func validateOptions() throws(AttackError) {
    try require(options.steps >= 0, "steps", "\(options.steps) is negative")
    try require(
      options.stepLength > 0 && options.stepLength.isFinite, "stepLength",
      "\(options.stepLength) is not positive and finite")
  }
}
