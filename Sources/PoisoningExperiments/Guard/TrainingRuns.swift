internal import PoisoningAttacks
internal import PoisoningDetection
internal import RecommenderData
internal import Tensor

/// The runs of an attack that a detector learns from: on other targets than those of the audit, with
/// seeds of their own, each seen in the ratings that it is injected into alone. [Fang2020, §6]
final class TrainingRuns {
  private let audit: Audit
  private let parallelism: Parallelism
  /// Items to promote, in the order of the runs, which begin anew at the end.
  private let targets: [Int]
  /// The normal users that are examples; detectors are judged on the others.
  let normalUsers: [Int]
  /// The profiles of each run of the attack asked for last.
  private var latest: (attack: String, profiles: [[FakeProfile]]) = ("", [])

  /// Draws targets and normal users.
  ///
  /// - Throws: `ExperimentError.tooFewTargets` if every eligible item is one of the audit's.
  init(_ audit: Audit, parallelism: Parallelism) throws {
    let configuration = audit.configuration
    var rng = SeededGenerator(seed: configuration.seed, purpose: "detector")
    let taken = Set(audit.targets)
    var targets = TargetSelection.eligibleItems(in: audit.ratings).filter { !taken.contains($0) }
    if configuration.observed != nil {
      // Around some items the share that is known has too few others to rate.
      targets = try targets.filter {
        try configuration.knowledge(of: audit.ratings, about: $0).items.count
          > configuration.fillers
      }
    }
    guard !targets.isEmpty else {
      throw ExperimentError.tooFewTargets(asked: taken.count + 1, eligible: taken.count)
    }
    targets.pinnedShuffle(using: &rng)
    let normal = audit.ratings.normalUserCount
    self.audit = audit
    self.parallelism = parallelism
    self.targets = targets
    normalUsers = RandomSampling.indices(
      min(configuration.guarding.trainingUsers, normal / 2), from: normal, using: &rng
    ).sorted()
  }

  /// The features of examples of an attack at one size: of each fake user in the ratings of its run,
  /// of the normal users in those of the runs in turn.
  ///
  /// There are at least two runs, each with half of the fake users at most, so that C and γ can be
  /// chosen on runs that a training has not seen.
  ///
  /// - Parameter progress: Called now and then with how many fake users there are and how many there
  ///   are to be; an error that it throws ends the runs.
  func examples(
    of attack: any PoisoningAttack, named name: String, size: Double,
    progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws -> TrainingExamples {
    let count = try fakeUsers(size)
    let runs = try profiles(of: attack, name, runs: runCount(count), progress)
    let total = runs.reduce(0) { $0 + $1.count }
    var rows: [[Double]] = []
    var isFake: [Bool] = []
    var runOf: [Int] = []
    for (run, profiles) in runs.enumerated() {
      try progress(total, total)
      let injected = try audit.ratings.injecting(profiles.prefix(count))
      let features = UserFeatures(of: injected, parallelism: parallelism)
      let fakes = injected.normalUserCount..<injected.userCount
      let normal = stride(from: run, to: normalUsers.count, by: runs.count).map { normalUsers[$0] }
      for user in normal { rows.append(features[user: user]) }
      isFake += normal.map { _ in false }
      for user in fakes.prefix(min(share(count), wanted - isFake.count { $0 })) {
        rows.append(features[user: user])
        isFake.append(true)
      }
      runOf += [Int](repeating: run, count: rows.count - runOf.count)
    }
    return TrainingExamples(features: try Matrix(rows: rows), isFake: isFake, runs: runOf)
  }

  /// The profiles of the first runs, as many as any size needs of each.
  private func profiles(
    of attack: any PoisoningAttack, _ name: String, runs: Int,
    _ progress: (_ done: Int, _ total: Int) throws -> Void
  ) throws -> [[FakeProfile]] {
    if latest.attack != name { latest = (name, []) }
    let counts = try audit.configuration.sizes.map { try fakeUsers($0) }
    let sizes = (0..<runs).map { run in counts.filter { runCount($0) > run }.max() ?? 0 }
    let total = sizes.reduce(0, +)
    while latest.profiles.count < runs {
      let run = latest.profiles.count
      let count = sizes[run]
      let before = sizes[..<run].reduce(0, +)
      let target = targets[run % targets.count]
      var rng = SeededGenerator(
        seed: SeededGenerator.derivedSeed(audit.configuration.seed, [1, UInt64(run)]),
        attack: attack.name, target: target)
      let knowledge = try audit.configuration.knowledge(of: audit.ratings, about: target)
      let profiles = try withoutActuallyEscaping(progress) { progress in
        try attack.profiles(
          count: count, target: knowledge.target, knowledge: knowledge.ratings,
          progress: { done, _ in try progress(before + done, total) }, using: &rng
        ).map(knowledge.inWhole)
      }
      guard profiles.count == count else {
        throw ExperimentError.profileCount(attack: name, expected: count, found: profiles.count)
      }
      latest.profiles.append(profiles)
    }
    return Array(latest.profiles.prefix(runs))
  }

  /// How many runs of `count` fake users give enough examples.
  private func runCount(_ count: Int) -> Int { (wanted + share(count) - 1) / share(count) }

  /// How many fake users of a run of `count` are examples.
  private func share(_ count: Int) -> Int { min(count, (wanted + 1) / 2) }

  /// How many fake users are to be examples.
  private var wanted: Int { audit.configuration.guarding.trainingUsers }

  private func fakeUsers(_ size: Double) throws -> Int {
    try AttackBudget.fakeUserCount(size: size, normalUsers: audit.ratings.normalUserCount)
  }
}
