public import RecommenderData

/// What is to become of the targets.
public enum PromotionGoal: String, Hashable, Codable, Sendable, CaseIterable {
  /// They are to be shown.
  case promote
  /// They are no longer to be shown, others being promoted in their place [Zhang2020, §2].
  case demote
}

/// Who is to be shown what: the aim of an attack on next-item recommendations, with what is known.
///
/// Recommenders are trained on ``log``; a target user's list is asked for after its history, which holds
/// its validation action as well [Zhang2020, §4.2.2].
public struct PromotionScenario: Hashable, Sendable {
  /// What recommenders are trained on, before any attack.
  public let log: InteractionLog
  /// The items whose display rate counts, distinct.
  public let targets: [Int32]
  /// What is to become of them.
  public let goal: PromotionGoal
  /// The items that fake users push: the targets, or to demote those the items that are to take their place.
  public let pushed: [Int32]
  /// The users whose lists count, distinct.
  public let users: [Int]
  /// The visible actions of each of ``users``, oldest first.
  public let histories: [[Int32]]
  /// K, the length of lists.
  public let top: Int

  /// A scenario on a split log.
  ///
  /// - Parameters:
  ///   - split: The log, its last two actions held out.
  ///   - targets: The items whose display rate counts, at least one.
  ///   - users: Normal users whose lists count, at least one.
  ///   - top: K, the length of lists, at least 1.
  ///   - replacements: To demote the targets, the items to push in their place; none to promote them.
  /// - Throws: `InfluenceError.invalidScenario` for no or repeated targets or users, for some that are
  ///   not in the log, for a user who has seen all targets, or a replacement that is a target.
  public init(
    _ split: SequenceSplit, targets: [Int], users: [Int], top: Int = 10,
    replacements: [Int]? = nil
  ) throws(InfluenceError) {
    log = split.training
    func require(_ isTrue: Bool, _ what: String, _ requirement: String) throws(InfluenceError) {
      guard isTrue else { throw .invalidScenario(what: what, requirement: requirement) }
    }
    let items = log.itemCount
    func requireDistinctItems(
      _ given: [Int], _ what: String, _ whats: String
    ) throws(InfluenceError) {
      try require(!given.isEmpty, whats, "at least one is needed")
      try require(Set(given).count == given.count, whats, "one is given twice")
      for item in given {
        try require(0..<items ~= item, "\(what) \(item)", "is not one of \(items) items")
      }
    }
    try require(top >= 1, "top", "\(top) is not at least 1")
    try requireDistinctItems(targets, "target", "targets")
    try require(!users.isEmpty, "target users", "at least one is needed")
    try require(Set(users).count == users.count, "target users", "one is given twice")
    let normal = log.normalUserCount
    for user in users {
      try require(
        0..<normal ~= user, "target user \(user)", "is not one of \(normal) normal users")
    }
    if let replacements {
      try requireDistinctItems(replacements, "replacement", "replacements")
      let targets = Set(targets)
      for item in replacements {
        try require(!targets.contains(item), "replacement \(item)", "is a target")
      }
    }
    self.targets = targets.map { Int32($0) }
    self.users = users
    self.top = top
    goal = replacements == nil ? .promote : .demote
    pushed = (replacements ?? targets).map { Int32($0) }
    histories = users.map { split.visibleSequence(of: $0) }
    for (user, history) in zip(users, histories) {
      let seen = Set(history)
      try require(
        self.targets.contains { !seen.contains($0) },
        "target user \"\(log.userIdentifiers[user])\"", "has seen all targets already")
    }
  }

  private init(_ other: PromotionScenario, log: InteractionLog) {
    self.log = log
    targets = other.targets
    goal = other.goal
    pushed = other.pushed
    users = other.users
    histories = other.histories
    top = other.top
  }

  /// The same aim where some users have been injected already.
  ///
  /// - Throws: `DataError.actionOutOfRange` for an item that the log does not have.
  public func injecting(_ sequences: [FakeSequence]) throws(DataError) -> PromotionScenario {
    PromotionScenario(self, log: try log.injecting(sequences))
  }
}
