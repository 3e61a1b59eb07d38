import Foundation
import RecommenderData
import RecommenderInfluence
import Recommenders
import Synchronization
import Tensor
import TensorLearning
import Testing

@testable import PoisoningAttacks

/// LOKI and greedy choice on models whose answers are known.
@Suite struct LokiAttackTests {
  /// A model that rewards a target right after an item that the target users have chosen last, and nothing
  /// else; its display rate saturates.
  ///
  /// - Parameter isReversed: Whether it rewards a last item right after a target instead.
  private func model(
    _ scenario: PromotionScenario, isReversed: Bool = false
  ) throws -> AttackerModel {
    let clean = try BPRMF.fit(scenario.log, options: PairwiseOptions(rank: 4, epochs: 2))
    let lasts = Set(scenario.histories.compactMap(\.last).map { Int($0) })
    let targets = Set(scenario.pushed.map { Int($0) })
    let (before, after) = isReversed ? (targets, lasts) : (lasts, targets)
    @Sendable func score(_ sequences: [FakeSequence]) -> Float {
      var links = 0
      for sequence in sequences {
        for (first, second) in zip(sequence.items, sequence.items.dropFirst())
        where before.contains(first) && after.contains(second) {
          links += 1
        }
      }
      return Float(links) / Float(max(1, sequences.count))
    }
    /// A model that scores targets alike and everything else with 2.
    @Sendable func linked(_ value: Float, users: Int) -> OffsetRecommender {
      OffsetRecommender(
        userCount: users,
        itemOffsets: (0..<scenario.log.itemCount).map { targets.contains($0) ? value : 2 })
    }
    let users = scenario.log.userCount
    return AttackerModel(
      name: "linked", clean: clean,
      local: LocalRetraining { sequences in
        try PromotionOutcome(of: linked(score(sequences), users: users), in: scenario)
      },
      rebased: { try model($0, isReversed: isReversed) }
    ) { log in
      let sequences = (log.normalUserCount..<log.userCount).map { user in
        FakeSequence(items: log.sequence(of: user).map { Int($0) })
      }
      return linked(score(sequences), users: log.userCount)
    }
  }

  private let options = LokiOptions(
    groups: .init(clusters: 2, features: 4),
    learning: .init(
      episodes: 320, updatesPerRound: 16, targetInterval: 10, adam: .init(learningRate: 5e-3)),
    finalists: 3)

  @Test func learnsToPutTargetsAfterLastItems() throws {
    let scenario = try SequenceScenario.make()
    let attack = LokiAttack(models: [try model(scenario)], options: options)
    var rng = SeededGenerator(seed: 1)
    let report = try attack.report(count: 12, length: 6, scenario: scenario, using: &rng)
    #expect(report.groups.prefix(4) == ["T", "W", "O", "L"])
    #expect(report.weights == [1])
    #expect(report.sequences.count == 12)
    #expect(report.sequences.allSatisfy { $0.count == 6 })
    // Three links of a last item with a target are the most that six actions can hold.
    #expect(report.patternNames.contains("LTLTLT"))
    #expect(report.curve.count == 20)
  }

  @Test func theFinalTriesEachOnceAndTakesTheBest() throws {
    let scenario = try SequenceScenario.make()
    let attack = LokiAttack(models: [try model(scenario)], options: options)
    var rng = SeededGenerator(seed: 1)
    let report = try attack.report(count: 12, length: 6, scenario: scenario, using: &rng)
    let trials = report.trials
    // Without a group of near targets five fixed sequences and three others.
    let names = trials.map { $0.patterns.map(report.name(of:)) }
    #expect(
      names.prefix(5) == [["WTWTWT"], ["LTLTLT"], ["WTLTWT"], ["OTLTOT"], ["WTTWTT"]])
    #expect(trials.prefix(8).allSatisfy { $0.patterns.count == 1 })
    // The best fixed one with the next two.
    let order = (0..<5).sorted { (trials[$1].value, $0) < (trials[$0].value, $1) }
    #expect(names.count == 10)
    #expect(names[8] == names[order[0]] + names[order[1]])
    #expect(names[9] == names[order[0]] + names[order[2]])
    #expect(Set(names).count == names.count)
    #expect(trials.allSatisfy { $0.displayRates.count == 1 })
    #expect(report.patternNames == ["LTLTLT"])
    #expect(trials.allSatisfy { $0.value <= trials[1].value })
    // With two actions the cycles of four groups are no others than those of two.
    let short = try attack.report(count: 12, length: 2, scenario: scenario, using: &rng)
    #expect(Set(short.trials.map(\.patterns)).count == short.trials.count)
  }

  @Test func otherSequencesHaveToGainMoreByAMargin() throws {
    let scenario = try SequenceScenario.make()
    // Last items right after targets: no fixed sequence begins with a target.
    let linked = try model(scenario, isReversed: true)
    // What counts as no attack is a rehearsal too, not the clean model, which has targets nearer to lists here.
    let nearer = OffsetRecommender(
      userCount: scenario.log.userCount,
      itemOffsets: (0..<60).map { scenario.targets.contains(Int32($0)) ? 1 : 2 })
    let reversed = AttackerModel(
      name: "reversed", clean: nearer, local: linked.local, rehearse: linked.rehearse)
    func report(margin: Double, shared: Int = 2) throws -> LokiAttack.Report {
      var changed = options
      changed.finalMargin = margin
      changed.sharedFinalists = shared
      var rng = SeededGenerator(seed: 1)
      return try LokiAttack(models: [reversed], options: changed).report(
        count: 12, length: 6, scenario: scenario, using: &rng)
    }
    let free = try report(margin: 0)
    let best = try #require(free.trials.max { $0.value < $1.value })
    #expect(free.patterns == best.patterns)
    #expect(free.patternNames == ["TLTLTL"])
    // The learned one is also tried together with the best fixed one, unless nothing is to be shared.
    let names = free.trials.map { $0.patterns.map(free.name(of:)) }
    #expect(names.last == ["TLTLTL", "LTLTLT"])
    #expect(try report(margin: 0, shared: 0).trials.allSatisfy { $0.patterns.count == 1 })
    // It gains as many times more than the best fixed one as the margin says, and neither less nor more.
    let fixed = try #require(free.trials.prefix(5).map(\.value).max())
    let clean = try PromotionOutcome(of: linked.rehearse(scenario.log), in: scenario)
      .attainment(of: .promote)
    #expect(clean > 0.001)
    let more = (best.value - clean) / (fixed - clean) - 1
    #expect(more > 0.1)
    #expect(try report(margin: more - 1e-6).patternNames == ["TLTLTL"])
    #expect(try report(margin: more + 1e-6).patternNames == ["LTLTLT"])
  }

  @Test func fixedSequencesPushNearTargetsAndAll() throws {
    let scenario = try SequenceScenario.make(targets: [31, 40, 45, 50, 52, 55, 58])
    var short = options
    short.learning.episodes = 32
    var rng = SeededGenerator(seed: 1)
    let report = try LokiAttack(models: [try model(scenario)], options: short).report(
      count: 6, length: 6, scenario: scenario, using: &rng)
    #expect(
      report.trials.prefix(6).map { report.name(of: $0.patterns[0]) } == [
        "WSWSWS", "LSLSLS", "WSLSWS", "OSLSOS", "WTWTWT", "WTTWTT",
      ])
  }

  @Test func trialsAreWorthTheGeometricMeanOfAllModels() throws {
    let scenario = try SequenceScenario.make()
    let two = [try model(scenario), try model(scenario, isReversed: true)]
    var rng = SeededGenerator(seed: 1)
    let report = try LokiAttack(models: two, options: options).report(
      count: 12, length: 6, scenario: scenario, using: &rng)
    let groups = try ItemGroups(
      scenario, models: two.map(\.clean), options: .init(clusters: 0), using: &rng)
    // What both models show of this one depends on the groups alone, whatever items stand for them.
    let trial = report.trials[1]
    #expect(report.name(of: trial.patterns[0]) == "LTLTLT")
    let pattern = "LTLTLT".map { groups.names.firstIndex(of: String($0)) ?? 0 }
    let poisoned = try scenario.log.injecting(
      groups.sequences(following: [pattern], count: 12, using: &rng))
    let attainments = try two.map {
      try PromotionOutcome(of: $0.rehearse(poisoned), in: scenario).attainment(of: .promote)
    }
    #expect(attainments[0] > 2 * attainments[1])
    #expect(abs(trial.value * trial.value - attainments[0] * attainments[1]) < 1e-9)
  }

  @Test func aModelThatDivergesIsAnError() throws {
    let scenario = try SequenceScenario.make()
    let sound = try model(scenario)
    let broken = AttackerModel(name: "broken", clean: sound.clean, local: sound.local) {
      OffsetRecommender(
        userCount: $0.userCount, itemOffsets: $0.itemIdentifiers.map { _ in .nan })
    }
    var rng = SeededGenerator(seed: 1)
    #expect(
      throws: RecommenderError.factorNotFinite(
        what: "the scores of items for users", row: 0, column: 0)
    ) {
      try LokiAttack(models: [sound, broken], options: options).sequences(
        count: 6, length: 4, scenario: scenario, progress: nil, using: &rng)
    }
  }

  @Test func modelsCountByTheGeometricMeanOfWhatTheyShow() throws {
    let scenario = try SequenceScenario.make()
    let two = [try model(scenario), try model(scenario, isReversed: true)]
    var rng = SeededGenerator(seed: 1)
    let groups = try ItemGroups(scenario, options: .init(clusters: 0), using: &rng)
    func simulated(_ weights: [Double]) throws -> SimulatedOutcome {
      try SimulatedOutcome(
        .localRetraining, models: two, weights: weights, scenario: scenario, groups: groups,
        count: 4, length: 4, estimatedActions: 100, parallelism: .serial, seed: 1)
    }
    let mean = try simulated([0.25, 0.75]).cautiousMean([0.5, 0.2])
    #expect(abs(mean * mean * mean * mean - 0.5 * 0.2 * 0.2 * 0.2) < 1e-12)
    #expect(abs(try simulated([0, 1]).cautiousMean([0, 0.4]) - 0.4) < 1e-12)
    #expect(abs(try simulated([0.5, 0.5]).cautiousMean([0, 0.4]) - 0.02) < 1e-12)
  }

  @Test func portionsAreInjectedOneAfterAnother() throws {
    let scenario = try SequenceScenario.make()
    var portioned = options
    portioned.learning.episodes = 64
    portioned.portions = 3
    let one = try model(scenario)
    let fakeUsers = Mutex<[Int]>([])
    let recording = AttackerModel(
      name: "recording", clean: one.clean, local: one.local,
      rebased: { later in
        fakeUsers.withLock { $0.append(later.log.fakeUserCount) }
        return try AttackerModel(
          name: "recording", clean: one.clean, local: one.local,
          rebased: { further in
            fakeUsers.withLock { $0.append(further.log.fakeUserCount) }
            return one
          }, rehearse: one.rehearse)
      }, rehearse: one.rehearse)
    let attack = LokiAttack(models: [recording], options: portioned)
    var rng = SeededGenerator(seed: 1)
    var shares: [Double] = []
    let report = try attack.report(
      count: 11, length: 4, scenario: scenario, progress: { shares.append($0) }, using: &rng)
    #expect(report.sequences.count == 11)
    #expect(fakeUsers.withLock { $0 } == [3, 7])
    // Fake users who were there before are not among those that are injected.
    let injected = try scenario.injecting(report.sequences.suffix(2))
    _ = try attack.sequences(count: 11, length: 4, scenario: injected, using: &rng)
    #expect(fakeUsers.withLock { $0 } == [3, 7, 5, 9])
    #expect(report.curve.map(\.episode) == (1...12).map { $0 * 16 })
    #expect(report.patterns.count >= 3)
    #expect(shares == shares.sorted())
    #expect(shares.last == 1)
    let fixed = LokiAttack(
      models: [
        AttackerModel(
          name: "fixed", clean: one.clean, local: one.local, rehearse: one.rehearse)
      ], options: portioned)
    #expect(throws: AttackError.self) {
      try fixed.sequences(count: 11, length: 4, scenario: scenario, using: &rng)
    }
  }

  @Test func answersOfTheVictimTellWhomToBelieve() throws {
    let scenario = try SequenceScenario.make()
    let liar = try model(scenario, isReversed: true)
    var asking = options
    asking.learning.episodes = 160
    asking.queries = 6
    let attack = LokiAttack(models: [try model(scenario), liar], options: asking)
    var asked = 0
    var rng = SeededGenerator(seed: 2)
    let report = try attack.report(
      count: 12, length: 6, scenario: scenario,
      victim: { sequences in
        asked += 1
        let poisoned = try scenario.log.injecting(sequences)
        return try PromotionOutcome(of: liar.rehearse(poisoned), in: scenario).displayRate
      }, using: &rng)
    #expect(asked == 6)
    #expect(report.weights[1] > 0.6)
    #expect(throws: AttackError.self) {
      try attack.sequences(count: 12, length: 6, scenario: scenario, using: &rng)
    }
  }

  @Test func noFakeUsersAreNoError() throws {
    let scenario = try SequenceScenario.make()
    var rng = SeededGenerator(seed: 1)
    var short = options
    short.learning.episodes = 32
    let attack = LokiAttack(models: [try model(scenario)], options: short)
    #expect(try attack.sequences(count: 0, length: 4, scenario: scenario, using: &rng).isEmpty)
  }

  @Test func aSingleActionPushes() throws {
    let scenario = try SequenceScenario.make()
    var rng = SeededGenerator(seed: 1)
    let attack = LokiAttack(models: [try model(scenario)], options: options)
    let report = try attack.report(count: 4, length: 1, scenario: scenario, using: &rng)
    let fixed = report.trials.prefix { $0.patterns.count == 1 && $0.patterns[0][0] == 0 }
    #expect(fixed.count == 1)
    #expect(report.sequences.allSatisfy { scenario.targets.contains(Int32($0.items[0])) })
  }

  @Test func demotionPushesOthersIntoTheirPlace() throws {
    // All items score alike, so that the smallest indices are shown; 1 and 3 are among them for everyone.
    let scenario = try SequenceScenario.make(
      targets: [1, 3], replacements: [40, 41, 42, 43, 50, 51, 52, 55])
    #expect(scenario.goal == .demote)
    let one = try model(scenario)
    let clean = try PromotionOutcome(of: one.rehearse(scenario.log), in: scenario)
    #expect(clean.displayRate > 0)
    var rng = SeededGenerator(seed: 1)
    let sequences = try LokiAttack(models: [one], options: options).sequences(
      count: 12, length: 6, scenario: scenario, using: &rng)
    #expect(
      sequences.allSatisfy { !Set($0.items).isDisjoint(with: scenario.pushed.map { Int($0) }) })
    let poisoned = try scenario.log.injecting(sequences)
    #expect(try PromotionOutcome(of: one.rehearse(poisoned), in: scenario).displayRate == 0)
  }

  @Test func influenceIsAnotherEstimator() throws {
    let scenario = try SequenceScenario.make()
    var linear = options
    linear.estimator = .influence
    linear.learning.episodes = 32
    let known = try AttackerModel(.fpmc, scenario: scenario, seed: 3, local: .init(epochs: 2))
    var rng = SeededGenerator(seed: 1)
    let sequences = try LokiAttack(models: [known], options: linear).sequences(
      count: 6, length: 4, scenario: scenario, using: &rng)
    #expect(sequences.count == 6)
    let greedy = try GreedySequences(
      models: [known], groups: linear.groups, estimator: .influence
    ).sequences(count: 6, length: 4, scenario: scenario, using: &rng)
    #expect(greedy.allSatisfy { $0.count == 4 })
    // The influence of a model that is made up is not known.
    let unknown = try model(scenario)
    #expect(throws: AttackError.noSimulator) {
      try LokiAttack(models: [unknown], options: linear).sequences(
        count: 6, length: 4, scenario: scenario, using: &rng)
    }
  }

  @Test func aPolicyComesBackFromItsFile() throws {
    let scenario = try SequenceScenario.make()
    var short = options
    short.learning.episodes = 32
    let attack = LokiAttack(models: [try model(scenario)], options: short)
    var rng = SeededGenerator(seed: 1)
    let policy = try attack.report(count: 6, length: 4, scenario: scenario, using: &rng).policy
    let file = FileManager.default.temporaryDirectory.appending(
      path: "mithridate-policy-\(UUID().uuidString).json"
    ).path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try policy.save(to: file)
    let read = try LokiPolicy(contentsOf: file)
    #expect(read == policy)
    _ = try attack.report(count: 6, length: 4, scenario: scenario, start: read, using: &rng)
    #expect(throws: AttackError.self) {
      try attack.report(count: 6, length: 5, scenario: scenario, start: read, using: &rng)
    }
    try Data("{\"groups\": []}".utf8).write(to: URL(fileURLWithPath: file))
    #expect(throws: AttackError.self) { try LokiPolicy(contentsOf: file) }
    #expect(throws: AttackError.self) { try LokiPolicy(contentsOf: file + ".none") }
  }

  @Test func theSameSeedGivesTheSameAttackForAnyThreads() throws {
    let scenario = try SequenceScenario.make()
    var short = options
    short.learning.episodes = 48
    func report(_ threads: Int, _ seed: UInt64) throws -> [FakeSequence] {
      let attack = LokiAttack(
        models: [try model(scenario)], options: short,
        parallelism: Parallelism(threads: threads))
      var rng = SeededGenerator(seed: seed)
      return try attack.sequences(count: 8, length: 4, scenario: scenario, using: &rng)
    }
    let serial = try report(1, 3)
    #expect(try report(3, 3) == serial)
  }

  @Test func greedyTakesTheBestNextGroup() throws {
    let scenario = try SequenceScenario.make()
    let attack = GreedySequences(
      models: [try model(scenario)], groups: .init(clusters: 2, features: 4))
    var rng = SeededGenerator(seed: 1)
    let sequences = try attack.sequences(count: 10, length: 6, scenario: scenario, using: &rng)
    // A single item never helps, so that the first choice is a tie, which the first group takes: only
    // someone who looks ahead puts a last item before a target.
    #expect(sequences.allSatisfy { [40, 50, 55].contains($0.items[0]) })
  }

  @Test func refusesASimulatorWithoutModelsAndOptionsOutOfRange() throws {
    let scenario = try SequenceScenario.make()
    var rng = SeededGenerator(seed: 1)
    #expect(throws: AttackError.noSimulator) {
      try LokiAttack(models: []).sequences(count: 3, length: 4, scenario: scenario, using: &rng)
    }
    #expect(throws: AttackError.noSimulator) {
      try GreedySequences(models: []).sequences(
        count: 3, length: 4, scenario: scenario, using: &rng)
    }
    let one = try model(scenario)
    let changes: [(inout LokiOptions) -> Void] = [
      { $0.rewardedParts = 0 }, { $0.finalists = 0 }, { $0.sharedFinalists = -1 },
      { $0.portions = 0 }, { $0.portions = 4 }, { $0.queries = -1 }, { $0.estimatedActions = 0 },
      { $0.finalExploration = 1.5 }, { $0.finalMargin = -0.1 },
      { $0.groups.clusters = -1 }, { $0.groups.clusters = 61 }, { $0.itemSampling = .influence },
      { $0.learning.episodes = 0 },
    ]
    for change in changes {
      var changed = options
      change(&changed)
      #expect(throws: (any Error).self) {
        try LokiAttack(models: [one], options: changed).sequences(
          count: 3, length: 4, scenario: scenario, using: &rng)
      }
    }
  }
}
