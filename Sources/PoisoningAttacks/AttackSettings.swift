/// What an attacker has to make profiles with: a budget, a model and options.
///
/// Heuristic attacks use the budget alone.
public struct AttackSettings: Sendable {
  /// What one fake user may rate.
  public var budget: AttackBudget
  /// How the attacks that descend along a gradient do it.
  public var optimization: OptimizationOptions
  /// The recommender as the attacker fits it; attacks of equal settings share its fits.
  public var surrogate: SurrogateModel

  /// Settings with the package's defaults, each of which can be changed.
  public init(
    budget: AttackBudget = AttackBudget(), optimization: OptimizationOptions = .init(),
    surrogate: SurrogateModel = SurrogateModel()
  ) {
    self.budget = budget
    self.optimization = optimization
    self.surrogate = surrogate
  }
}

/// How an attack that descends along a gradient does it.
public struct OptimizationOptions: Hashable, Codable, Sendable {
  /// Which derivative of the loss by the ratings of a fake user is followed.
  public var gradient: AttackGradient
  /// The number of gradient steps for one fake user, at least 1.
  public var steps: Int
  /// Δ, the number of influential users; all of them if there are fewer.
  public var influentialUsers: Int
  /// b of the loss, positive; its last value if ``initialLossWidth`` is wider.
  public var lossWidth: Double
  /// The value of b in the first step, from which it falls geometrically; `nil` keeps b fixed.
  public var initialLossWidth: Double?
  /// η, the weight of the ℓ₁ norm of a fake user's ratings, not negative.
  public var sparsity: Double

  /// Options with the package's defaults, each of which can be changed.
  public init(
    gradient: AttackGradient = .oneSweep, steps: Int = 6, influentialUsers: Int = 400,
    lossWidth: Double = 0.01, initialLossWidth: Double? = nil, sparsity: Double = 0.01
  ) {
    self.gradient = gradient
    self.steps = steps
    self.influentialUsers = influentialUsers
    self.lossWidth = lossWidth
    self.initialLossWidth = initialLossWidth
    self.sparsity = sparsity
  }
}

/// The derivative of an attack's loss by the ratings of a fake user.
public enum AttackGradient: Hashable, Codable, Sendable {
  /// Eqs. 20–21 as printed: items alone move, with the fake user's factors held. [Fang2020]
  case published
  /// The exact derivative of one warm sweep: the fake user's factors, then the items'.
  case oneSweep
  /// The exact derivative of so many linearized sweeps over all users and items.
  case refit(sweeps: Int)
  /// The derivative of the stationary point, by the implicit function theorem.
  case stationary
}
