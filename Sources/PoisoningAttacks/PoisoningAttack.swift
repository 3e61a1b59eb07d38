public import RecommenderData

/// An attack that promotes one item by injecting fake users.
///
/// Attacks return profiles and never touch the victim. What an attacker knows is the rating matrix
/// it is handed, so partial knowledge is a smaller matrix; fake users that the matrix may hold are
/// not taken for normal ones.
///
/// Budgets are **nested**: with a generator in the same state, the profiles for a smaller count
/// are the first ones of a larger count, so one run serves all attack sizes. Derive the generator
/// with `SeededGenerator(seed:attack:target:)`, which knows nothing of the size.
///
/// ```swift
/// let attack = PopularAttack(budget: AttackBudget(fillers: 20))
/// var rng = SeededGenerator(seed: 1, attack: attack.name, target: 17)
/// let profiles = try attack.profiles(count: 50, target: 17, knowledge: ratings, using: &rng)
/// let poisoned = try ratings.injecting(profiles)
/// ```
///
/// An attack that descends on a model of its own may take minutes: a progress callback shows how far
/// it is, and ends it by throwing an error.
public protocol PoisoningAttack: Sendable {
  /// The name that scripts and the command line call the attack by.
  var name: String { get }

  /// Whether the attack fits a matrix factorization, ``AttackSettings/surrogate``, to what it knows.
  ///
  /// Only then an audit of another recommender asks whether there is memory for one. By default it does.
  var fitsModel: Bool { get }

  /// The profiles of `count` fake users that promote `target`.
  ///
  /// Each profile rates the target at the scale's maximum and, besides it, as many distinct items
  /// as the attack's budget has fillers, with ratings on the scale's steps. Only the attack
  /// `none` returns no profile.
  ///
  /// - Parameters:
  ///   - count: The number of fake users, not negative.
  ///   - target: The index of the item to promote.
  ///   - knowledge: The ratings that the attacker knows.
  ///   - progress: Called on the caller's thread with how many fake users are done and how many
  ///     there will be, never fewer than before, and once all are done. Attacks that fit models
  ///     also call it before each fake user, or before each few that they make at a time, and
  ///     during the fit. An error that it throws ends the attack. It does not change the profiles.
  ///   - rng: The only source of randomness.
  /// - Throws: `AttackError` for a count, target or budget that does not fit `knowledge`; what
  ///   `progress` throws; an attack that fits models of its own may throw their errors, too.
  func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    progress: ((_ done: Int, _ total: Int) throws -> Void)?,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile]
}

extension PoisoningAttack {
  /// An attack is taken to fit a matrix factorization unless it says that it does not.
  public var fitsModel: Bool { true }

  /// The profiles of `count` fake users that promote `target`, without a word on the way.
  ///
  /// - Throws: What ``profiles(count:target:knowledge:progress:using:)`` throws.
  public func profiles(
    count: Int, target: Int, knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) throws -> [FakeProfile] {
    try profiles(count: count, target: target, knowledge: knowledge, progress: nil, using: &rng)
  }
}

extension PoisoningAttack {
  /// Checks one option of this attack.
  ///
  /// - Parameter problem: What is wrong where `isValid` is false.
  /// - Throws: `AttackError.invalidOption`.
  func require(
    _ isValid: Bool, _ option: String, _ problem: @autoclosure () -> String
  ) throws(AttackError) {
    guard isValid else {
      throw .invalidOption(attack: name, name: option, requirement: problem())
    }
  }

  /// Checks the arguments that every attack has in common.
  ///
  /// - Throws: `AttackError.invalidCount`, `.targetOutOfRange`, `.fillersOutOfRange`, or
  ///   `.nothingKnown` if no normal user of `knowledge` has rated anything.
  func validate(
    count: Int, target: Int, knowledge: RatingMatrix, budget: AttackBudget
  ) throws(AttackError) {
    guard count >= 0 else { throw .invalidCount(count) }
    guard (0..<knowledge.itemCount).contains(target) else {
      throw .targetOutOfRange(target: target, itemCount: knowledge.itemCount)
    }
    try budget.validate(itemCount: knowledge.itemCount)
    guard knowledge.itemStatistics.counts.contains(where: { $0 > 0 }) else {
      throw .nothingKnown
    }
  }
}
