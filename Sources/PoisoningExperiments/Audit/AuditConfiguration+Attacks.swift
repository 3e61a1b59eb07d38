public import PoisoningAttacks
public import Recommenders
public import Tensor

extension AuditConfiguration {
  /// The hyperparameters of the model that the attacker fits.
  public var surrogate: FactorizationOptions {
    var options = fit
    options.rank = attackerRank ?? fit.rank
    return options
  }

  /// The attacks that an audit makes: its own, and the one that the detector for clean data learns from.
  var attackNames: Set<String> {
    let isCleanGuarded = guarding.detector == .svm && attacks.contains(NoAttack.name)
    return Set(attacks + (isCleanGuarded ? [RecommenderGuard.cleanAttack] : []))
  }

  /// What the attacks of this audit are made from.
  ///
  /// - Parameter parallelism: The number of threads to use; it does not change a profile.
  public func attackSettings(parallelism: Parallelism) -> AttackSettings {
    AttackSettings(
      budget: AttackBudget(fillers: fillers), top: top, optimization: optimization, graph: graph,
      surrogate: SurrogateModel(options: surrogate, parallelism: parallelism))
  }
}
