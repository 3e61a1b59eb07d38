public import RecommenderData

/// Who is to be shown what: the aim of an attack on next-item recommendations, with what is known.
///
/// Recommenders are trained on ``log``; a target user's list is asked for after its history, which holds
/// its validation action as well [Zhang2020, §4.2.2].
public struct PromotionScenario: Hashable, Sendable {
  /// What recommenders are trained on, before any attack.
  public let log: InteractionLog
  /// The items to promote, distinct.
  public let targets: [Int32]
  /// The users to show them to, distinct.
  public let users: [Int]
  /// The visible actions of each of ``users``, oldest first.
  public let histories: [[Int32]]
  /// K, the length of lists.
  public let top: Int

  /// A scenario on a split log.
  ///
  /// - Parameters:
  ///   - split: The log, its last two actions held out.
  ///   - targets: The items to promote, at least one.
  ///   - users: Normal users to show them to, at least one.
  ///   - top: K, the length of lists, at least 1.
  /// - Throws: `InfluenceError.invalidScenario` for no or repeated targets or users, for some that are
  ///   not in the log, or for a user who has seen all targets.
  public init(
    _ split: SequenceSplit, targets: [Int], users: [Int], top: Int = 10
  ) throws(InfluenceError) {
    log = split.training
    func require(_ isTrue: Bool, _ what: String, _ requirement: String) throws(InfluenceError) {
      guard isTrue else { throw .invalidScenario(what: what, requirement: requirement) }
    }
    try require(top >= 1, "top", "\(top) is not at least 1")
    try require(!targets.isEmpty, "targets", "at least one is needed")
    try require(!users.isEmpty, "target users", "at least one is needed")
    try require(Set(targets).count == targets.count, "targets", "one is given twice")
    try require(Set(users).count == users.count, "target users", "one is given twice")
    let normal = log.normalUserCount
    for target in targets {
      try require(
        0..<log.itemCount ~= target, "target \(target)", "is not one of \(log.itemCount) items")
    }
    for user in users {
      try require(
        0..<normal ~= user, "target user \(user)", "is not one of \(normal) normal users")
    }
    self.targets = targets.map { Int32($0) }
    self.users = users
    self.top = top
    histories = users.map { split.visibleSequence(of: $0) }
    for (user, history) in zip(users, histories) {
      let seen = Set(history)
      try require(
        self.targets.contains { !seen.contains($0) },
        "target user \"\(log.userIdentifiers[user])\"", "has seen all targets already")
    }
  }
}
