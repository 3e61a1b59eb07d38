public import PoisoningAttacks
public import Recommenders

/// Everything besides the data that determines the numbers of an audit.
///
/// How many threads compute them is not part of it. As JSON it is one flat object, the `settings`
/// of results.
///
/// ```swift
/// var configuration = AuditConfiguration(attacks: ["none", "popular"], sizes: [0.005, 0.03])
/// configuration.fit.regularization = 8
/// ```
public struct AuditConfiguration: Hashable, Sendable {
  /// The names of the attacks, rows of the result, none twice.
  public var attacks: [String]
  /// Fake users relative to normal users, columns of the result, each in (0, 1], none twice.
  public var sizes: [Double]
  /// The items to promote.
  public var targets: TargetSelection
  /// Filler items of each fake user.
  public var fillers: Int
  /// N, the length of recommendation lists.
  public var top: Int
  /// How the attacks that descend along a gradient do it.
  public var optimization: OptimizationOptions
  /// How the attacks on random walks descend, and the walks themselves, which those attacks know.
  public var graph: GraphOptions
  /// The rank of the model that the attacker fits, `nil` for the victim's.
  ///
  /// All its other hyperparameters are the victim's.
  public var attackerRank: Int?
  /// Which recommender is audited.
  public var victim: VictimChoice
  /// The hyperparameters of a matrix factorization, the victim or what attacks fit; the seed of its start is ``seed``.
  public var fit: FactorizationOptions
  /// The number of refits with different random starts that each value is the mean of.
  public var repeats: Int
  /// The share of ratings held out for the prediction error, in (0, 1); `nil` for none.
  public var holdOut: Double?
  /// The share of ratings, nearest to the target, that an attacker knows, in (0, 1]; `nil` for all.
  public var observed: Double?
  /// What stands before the victim.
  public var guarding: GuardOptions
  /// The number type of the victim's factors.
  public var precision: ScalarPrecision
  /// The number of resampled means behind an interval.
  public var resamples: Int

  /// Determines targets, profiles, the hold-out and the victim's start.
  public var seed: UInt64 {
    get { fit.seed }
    set { fit.seed = newValue }
  }

  /// A configuration, by default the papers': five sizes, 20 fillers, lists of ten, ten targets.
  ///
  /// The default attacks are the heuristics, which take no time to speak of; `AttackCatalog` has
  /// all others.
  ///
  /// Each parameter sets the property of its name; `seed` replaces the seed in `fit`.
  public init(
    attacks: [String] = ["none", "random", "average", "popular", "segment"],
    sizes: [Double] = [0.003, 0.005, 0.01, 0.03, 0.05],
    targets: TargetSelection = .random(count: 10), fillers: Int = 20, top: Int = 10,
    optimization: OptimizationOptions = OptimizationOptions(),
    graph: GraphOptions = GraphOptions(), attackerRank: Int? = nil,
    victim: VictimChoice = .matrixFactorization,
    fit: FactorizationOptions = FactorizationOptions(), seed: UInt64 = 1, repeats: Int = 1,
    holdOut: Double? = nil, observed: Double? = nil, guarding: GuardOptions = GuardOptions(),
    precision: ScalarPrecision = .double, resamples: Int = 10_000
  ) {
    self.attacks = attacks
    self.sizes = sizes
    self.targets = targets
    self.fillers = fillers
    self.top = top
    self.optimization = optimization
    self.graph = graph
    self.victim = victim
    self.attackerRank = attackerRank
    self.fit = fit
    self.repeats = repeats
    self.holdOut = holdOut
    self.observed = observed
    self.guarding = guarding
    self.precision = precision
    self.resamples = resamples
    self.fit.seed = seed
  }
}
