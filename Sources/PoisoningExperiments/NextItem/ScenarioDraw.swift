internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// Draws the scenario of an audit, or takes what the configuration names.
struct ScenarioDraw {
  let configuration: SequenceAuditConfiguration
  let split: SequenceSplit
  let parallelism: Parallelism

  private var log: InteractionLog { split.training }

  /// The scenario: targets and users as named or at random, and to demote, replacements at random.
  ///
  /// Targets to demote are drawn among the items that the clean victim shows to the target users.
  func scenario() throws -> PromotionScenario {
    var rng = SeededGenerator(seed: configuration.seed, purpose: "loki targets")
    let isDemotion = configuration.goal == .demote
    var targets: [Int]?
    if let names = configuration.targets {
      targets = try indices(names, among: log.itemIdentifiers, "targets", "item")
    } else if !isDemotion {
      targets = try draw(
        configuration.targetCount, from: log.itemCount, "targetCount", of: "items", &rng)
    }
    let users =
      if let names = configuration.targetUsers {
        try indices(names, among: log.userIdentifiers, "targetUsers", "user")
      } else {
        try drawUsers(unseenOf: targets, &rng)
      }
    guard isDemotion else {
      return try PromotionScenario(
        split, targets: targets ?? [], users: users, top: configuration.top)
    }
    let demoted = try targets ?? shown(to: users, &rng)
    let excluded = Set(demoted)
    let free = (0..<log.itemCount).filter { !excluded.contains($0) }
    // Twice as many as places leave every user enough that are unseen.
    let replacements = RandomSampling.indices(
      min(2 * min(configuration.top, free.count), free.count), from: free.count, using: &rng)
    return try PromotionScenario(
      split, targets: demoted, users: users, top: configuration.top,
      replacements: replacements.map { free[$0] })
  }

  /// The victim trained on the clean log, as often as `repetition` counts.
  static func victim(
    _ configuration: SequenceAuditConfiguration, _ log: InteractionLog, repetition: Int,
    parallelism: Parallelism, progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> any NextItemRecommender {
    try configuration.victim.fit(
      log, seed: SeededGenerator.derivedSeed(configuration.seed, [2, UInt64(repetition)]),
      parallelism: parallelism, progress: progress)
  }

  /// Random ones of the items that the clean victim shows to some users.
  private func shown(to users: [Int], _ rng: inout SeededGenerator) throws -> [Int] {
    let model = try Self.victim(configuration, log, repetition: 0, parallelism: parallelism)
    let lists = try model.nextItems(
      configuration.top, of: users, after: users.map { split.visibleSequence(of: $0) },
      parallelism: parallelism)
    let shown = Set(lists.joined().map(\.item)).sorted()
    // A list holds what its user has not seen, so that some choice of targets is unseen by some of them.
    for _ in 0..<100 {
      let targets = try draw(
        configuration.targetCount, from: shown.count, "targetCount",
        of: "items that the clean victim shows to the target users", &rng
      ).map { shown[$0] }
      let wanted = Set(targets.map { Int32($0) })
      if users.allSatisfy({ !wanted.isSubset(of: split.visibleSequence(of: $0)) }) {
        return targets
      }
    }
    throw ExperimentError.invalidOption(
      name: "targetCount",
      requirement:
        "some target user has seen each choice of \(configuration.targetCount) shown items")
  }

  /// Random users, each of whom some of the targets could be shown to.
  private func drawUsers(unseenOf targets: [Int]?, _ rng: inout SeededGenerator) throws -> [Int] {
    let wanted = Set((targets ?? []).map { Int32($0) })
    let free = (0..<log.normalUserCount).filter { user in
      let seen = split.visibleSequence(of: user)
      return wanted.isEmpty || seen.count < wanted.count || !wanted.isSubset(of: seen)
    }
    return try draw(
      configuration.targetUserCount, from: free.count, "targetUserCount",
      of: "users who have not seen all targets", &rng
    ).map { free[$0] }
  }

  private func draw(
    _ count: Int, from available: Int, _ option: String, of what: String,
    _ rng: inout SeededGenerator
  ) throws(ExperimentError) -> [Int] {
    guard count <= available else {
      throw .invalidOption(
        name: option, requirement: "\(count) are more than the \(available) \(what)")
    }
    return RandomSampling.indices(count, from: available, using: &rng)
  }

  /// The places of some names.
  private func indices(
    _ names: [String], among identifiers: [String], _ option: String, _ what: String
  ) throws(ExperimentError) -> [Int] {
    let places = IdentifierIndex(identifiers)
    var found: [Int] = []
    for name in names {
      guard let place = places[name] else {
        throw .invalidOption(
          name: option, requirement: "no \(what) of the sequences is named \"\(name)\"")
      }
      found.append(place)
    }
    return found
  }
}
