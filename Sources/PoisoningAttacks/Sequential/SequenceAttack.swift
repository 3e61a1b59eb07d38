public import RecommenderData
public import RecommenderInfluence
public import Tensor

/// An attack on next-item recommendations by injected users with sequences of actions.
///
/// Attacks return sequences and never touch the victim; the sequences for a smaller count are the first
/// ones of a larger count, unless the attack says otherwise.
///
/// ```swift
/// let scenario = try PromotionScenario(split, targets: [4, 17], users: [0, 8, 9])
/// var rng = SeededGenerator(seed: 1)
/// let sequences = try CovisitationAttack().sequences(
///   count: 50, length: 15, scenario: scenario, using: &rng)
/// let poisoned = try split.training.injecting(sequences)
/// ```
public protocol SequenceAttack: Sendable {
  /// The name that scripts and the command line call the attack by.
  var name: String { get }

  /// The sequences of fake users.
  ///
  /// - Parameters:
  ///   - count: The number of fake users, not negative.
  ///   - length: M, the number of actions of each, at least 1.
  ///   - scenario: Whom to show what, and what the attacker knows.
  ///   - progress: Called by attacks that take long, with the share that is done; an error that it throws
  ///     ends the attack.
  ///   - rng: The only source of randomness.
  /// - Returns: `count` sequences of `length` actions; none by the attack `none`.
  /// - Throws: `AttackError` for a count or length out of range; what `progress` throws; an attack that
  ///   fits models of its own may throw their errors, too.
  func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence]
}

extension SequenceAttack {
  /// The sequences of fake users, without a word on the way.
  ///
  /// - Throws: What ``sequences(count:length:scenario:progress:using:)`` throws.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try sequences(count: count, length: length, scenario: scenario, progress: nil, using: &rng)
  }

  /// Checks a budget.
  ///
  /// - Throws: `AttackError.invalidCount` or `.invalidLength`.
  func requireBudget(_ count: Int, _ length: Int) throws(AttackError) {
    guard count >= 0 else { throw .invalidCount(count) }
    guard length >= 1 else { throw .invalidLength(length) }
  }
}

/// No attack: what the clean recommender does.
public struct NoSequences: SequenceAttack {
  /// The name of this attack.
  public let name = "none"

  /// No attack.
  public init() {}

  /// No sequence.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try requireBudget(count, length)
    return []
  }
}
