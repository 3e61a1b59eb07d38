import PoisoningAttacks
import PoisoningDetection
import RecommenderData
import Tensor
import Testing

@testable import PoisoningExperiments

/// An audit behind a detector that learns from runs of the attack.
@Suite struct GuardedSupportVectorTests {
  func audit(observed: Double? = nil) throws -> Audit {
    var configuration = smallConfiguration(attacks: ["none", "popular"])
    configuration.observed = observed
    configuration.guarding = GuardOptions(detector: .svm, trainingUsers: 16)
    return try Audit(of: tasteMatrix(), configuration: configuration)
  }

  /// Each cell's rates against the same steps taken one by one: users that the detector has learned from
  /// count in none, and are removed like others if it flags them.
  func expectRatesOfSteps(_ audit: Audit) throws {
    let ratings = audit.ratings
    let result = try audit.run()
    let settings = audit.configuration.attackSettings(parallelism: .serial)
    var judgedFlags = 0
    for cell in result.targets {
      let target = try #require(ratings.itemIdentifiers.firstIndex(of: cell.target))
      let isClean = cell.attack == "none"
      let learned = isClean ? "random" : "popular"
      let attack = try audit.catalog.attack(named: learned, settings: settings)
      let runs = try TrainingRuns(audit, parallelism: .serial)
      let examples = try runs.examples(
        of: attack, named: learned, size: cell.size, progress: { _, _ in })
      let detector = try SVMDetector.trained(
        on: examples.features, isFake: examples.isFake, groups: examples.runs,
        scale: ratings.scale, options: SupportVectorOptions(seed: 3))

      var rng = SeededGenerator(seed: 3, attack: cell.attack, target: target)
      let knowledge = try audit.configuration.knowledge(of: ratings, about: target)
      let profiles =
        isClean
        ? []
        : try attack.profiles(
          count: cell.fakeUsers, target: knowledge.target, knowledge: knowledge.ratings,
          using: &rng
        ).map(knowledge.inWhole)
      let injected = try ratings.injecting(profiles)
      let flags = try detector.detect(in: injected).isFlagged
      let known = Set(runs.normalUsers)
      #expect(known.count == 16)
      let judged = (0..<40).filter { !known.contains($0) }
      #expect(cell.falsePositiveRate == Double(judged.count { flags[$0] }) / 24)
      judgedFlags += judged.count { flags[$0] }
      if isClean {
        #expect(cell.falseNegativeRate == nil)
      } else {
        #expect(
          cell.falseNegativeRate == Double(flags[40...].count { !$0 }) / Double(profiles.count))
      }
      let meter = VictimMeter<Double>(
        configuration: audit.configuration, heldOut: nil, parallelism: .serial)
      let left = try meter.measure(
        ratings, profiles: profiles[...], removing: flags.indices.filter { flags[$0] },
        targets: [target], repetition: 0, heartbeat: {})
      #expect(cell.hitRatioAfterRemoval == left.hitRatios[0])
    }
    #expect(judgedFlags > 0)
  }

  @Test func usersThatTheDetectorHasLearnedFromAreNotJudged() throws {
    try expectRatesOfSteps(audit())
  }

  /// The runs that the detector learns from know as little of the ratings as the attack.
  @Test func partialKnowledgeIsThatOfAttackAndRuns() throws {
    let partial = try audit(observed: 0.2)
    try expectRatesOfSteps(partial)
    let runs = try TrainingRuns(partial, parallelism: .serial)
    let whole = try TrainingRuns(audit(), parallelism: .serial)
    let attack = PopularAttack(budget: AttackBudget(fillers: 4))
    #expect(
      try runs.examples(of: attack, named: "popular", size: 0.15, progress: { _, _ in }).features
        != whole.examples(of: attack, named: "popular", size: 0.15, progress: { _, _ in }).features)
  }
}
