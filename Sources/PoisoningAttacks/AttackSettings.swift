/// What an attacker has to make profiles with: a budget, a model and options.
///
/// Heuristic attacks use the budget alone.
public struct AttackSettings: Sendable {
  /// What one fake user may rate.
  public var budget: AttackBudget
  /// N, the length of the lists that the target is to enter, at least 1.
  public var top: Int
  /// How the attacks that descend along a gradient do it.
  public var optimization: OptimizationOptions
  /// How the attacks on random walks descend, and on which walks.
  public var graph: GraphOptions
  /// The recommender as the attacker fits it; attacks of equal settings share its fits.
  public var surrogate: SurrogateModel

  /// Settings with the package's defaults, each of which can be changed.
  public init(
    budget: AttackBudget = AttackBudget(), top: Int = 10,
    optimization: OptimizationOptions = .init(), graph: GraphOptions = .init(),
    surrogate: SurrogateModel = SurrogateModel()
  ) {
    self.budget = budget
    self.top = top
    self.optimization = optimization
    self.graph = graph
    self.surrogate = surrogate
  }
}
