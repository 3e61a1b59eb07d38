internal import RecommenderData
internal import Tensor

/// What an optimized attack begins with: the attacker's model and the loss over the users it aims at.
struct OptimizedStart {
  /// The model of what is known of normal users.
  let surrogate: PoisonedSurrogate
  /// L_S for the selected users.
  let loss: TopNLoss

  /// Checks the arguments, fits and selects.
  ///
  /// Fake users that `knowledge` may hold are left out.
  ///
  /// - Parameter heartbeat: Called after each sweep of a fit and between batches of solves.
  init(
    _ attack: some PoisoningAttack, selection: UserSelection, settings: AttackSettings,
    count: Int, target: Int, knowledge: RatingMatrix, heartbeat: (() throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws {
    try attack.validate(
      count: count, target: target, knowledge: knowledge, budget: settings.budget)
    try settings.optimization.validate(attack: attack.name)
    try attack.require(settings.top >= 1, "top", "\(settings.top) is not at least 1")
    try attack.require(
      knowledge.scale.maximum > 0, "scale",
      "no rating is positive, and ratings in [0, r_max] are looked for")
    let known = knowledge.ofNormalUsers
    let model = settings.surrogate
    let audience = try Audience(
      selection, count: settings.optimization.influentialUsers,
      among: Array(0..<known.normalUserCount),
      influences: { try model.influences(on: target, knowledge: known, heartbeat: heartbeat) },
      using: &rng)
    surrogate = try PoisonedSurrogate(model, knowledge: known, heartbeat: heartbeat)
    loss = try TopNLoss(
      audience: audience, target: target, top: settings.top, ratings: known,
      parallelism: model.parallelism)
    guard !loss.users.isEmpty else {
      throw AttackError.nobodyToReach(
        users: audience.users.count, target: known.itemIdentifiers[target])
    }
  }
}
