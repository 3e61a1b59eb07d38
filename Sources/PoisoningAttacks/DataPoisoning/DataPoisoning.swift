internal import RecommenderData
internal import Recommenders
internal import Tensor

/// What projected gradient ascent and Langevin dynamics share: the attacker's model, the gradient,
/// and a generator of its own for each fake user.
struct DataPoisoning: Sendable {
  /// The derivative of the utility by fake ratings.
  let gradient: RatingGradient
  /// The number of threads to use.
  let parallelism: Parallelism
  /// The seed that the fake users' generators are derived from.
  private let seed: UInt64

  /// How many fake users a thread makes between two calls of a progress callback.
  private static var usersPerThread: Int { 4 }

  /// Checks options and arguments and fits the attacker's model.
  ///
  /// Fake users that `knowledge` may hold are left out.
  ///
  /// - Parameter heartbeat: Called after each sweep of a fit.
  init(
    _ attack: some DataPoisoningAttack, count: Int, target: Int, knowledge: RatingMatrix,
    heartbeat: (() throws -> Void)?, using rng: inout some RandomNumberGenerator
  ) throws {
    let (settings, utility) = (attack.settings, attack.utility)
    try attack.validateOptions()
    try attack.validate(
      count: count, target: target, knowledge: knowledge, budget: settings.budget)
    try utility.validate(attack: attack.name, itemCount: knowledge.itemCount)
    seed = rng.next()
    parallelism = settings.surrogate.parallelism
    let ratings = knowledge.ofNormalUsers
    let model = try settings.surrogate.fit(ratings, heartbeat: heartbeat)
    let field = UtilityField(utility, target: target, model: model, ratings: ratings)
    gradient = try RatingGradient(
      field, model: model, ratings: ratings, parallelism: parallelism)
  }

  /// The profiles of `count` fake users, each made with its own generator, several at a time.
  ///
  /// A fake user's generator depends on its number and not on how many there are, so that the
  /// profiles of a smaller attack are the first ones of a larger one. For the same reason it does
  /// not matter how many are made between two calls of `progress`: a few for each thread.
  func profiles(
    count: Int, progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    _ make: @Sendable (inout SeededGenerator) throws -> FakeProfile
  ) throws -> [FakeProfile] {
    let seed = seed
    var profiles: [FakeProfile] = []
    while profiles.count < count {
      let done = profiles.count
      try progress?(done, count)
      profiles += try parallelism.map(
        count: min(Self.usersPerThread * parallelism.threads, count - done), chunk: 1
      ) { users in
        var rng = SeededGenerator(seed: seed, stream: UInt64(done + users.lowerBound))
        return try make(&rng)
      }
    }
    try progress?(count, count)
    return profiles
  }
}
