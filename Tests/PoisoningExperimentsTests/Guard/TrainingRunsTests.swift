import PoisoningAttacks
import PoisoningDetection
import RecommenderData
import Tensor
import Testing

@testable import PoisoningExperiments

@Suite struct TrainingRunsTests {
  func audit(trainingUsers: Int = 13) throws -> Audit {
    var configuration = smallConfiguration(attacks: ["popular"])
    configuration.guarding = GuardOptions(detector: .svm, trainingUsers: trainingUsers)
    return try Audit(of: tasteMatrix(), configuration: configuration)
  }

  /// An attack that remembers for which targets and how many fake users it was asked.
  final class Spy: PoisoningAttack, @unchecked Sendable {
    var asked: [(target: Int, count: Int)] = []
    let inner = PopularAttack(budget: AttackBudget(fillers: 4))
    var name: String { "popular" }

    func profiles(
      count: Int, target: Int, knowledge: RatingMatrix,
      progress: ((_ done: Int, _ total: Int) throws -> Void)?,
      using rng: inout some RandomNumberGenerator
    ) throws -> [FakeProfile] {
      asked.append((target, count))
      return try inner.profiles(
        count: count, target: target, knowledge: knowledge, progress: progress, using: &rng)
    }
  }

  @Test func examplesAreOfOtherTargetsAndAsManyAsWanted() throws {
    let audit = try audit()
    let runs = try TrainingRuns(audit, parallelism: .serial)
    let spy = Spy()
    // 2 fake users a run at 5 %, 6 at 15 %: 7 runs and 3, the first three of which serve both.
    let few = try runs.examples(of: spy, named: "spy", size: 0.05, progress: { _, _ in })
    #expect(spy.asked.map(\.count) == [6, 6, 6, 2, 2, 2, 2])
    let many = try runs.examples(of: spy, named: "spy", size: 0.15, progress: { _, _ in })
    #expect(spy.asked.count == 7)
    #expect(Set(spy.asked.map(\.target)).isDisjoint(with: audit.targets))
    #expect(Set(spy.asked.map(\.target)).count == 7)
    for examples in [few, many] {
      #expect(examples.isFake.count { $0 } == 13)
      #expect(examples.isFake.count { !$0 } == 13)
      #expect(examples.features.shape == Matrix<Double>(rows: 26, columns: 6).shape)
    }
    #expect(runs.normalUsers.count == 13 && Set(runs.normalUsers).count == 13)
  }

  /// Each fake user's features are those in the ratings that its run alone is injected into.
  @Test func everyRunIsSeenByItself() throws {
    let audit = try audit(trainingUsers: 10)
    let runs = try TrainingRuns(audit, parallelism: .serial)
    let spy = Spy()
    let examples = try runs.examples(of: spy, named: "spy", size: 0.15, progress: { _, _ in })
    var expected: [[Double]] = []
    for run in 0..<2 {
      var rng = SeededGenerator(
        seed: SeededGenerator.derivedSeed(3, [1, UInt64(run)]), attack: "popular",
        target: spy.asked[run].target)
      let profiles = try spy.inner.profiles(
        count: 6, target: spy.asked[run].target, knowledge: audit.ratings, using: &rng)
      let injected = try audit.ratings.injecting(profiles)
      let features = UserFeatures(of: injected)
      for user in stride(from: run, to: 10, by: 2).map({ runs.normalUsers[$0] })
        + Array(40..<46).prefix(5)
      {
        expected.append(features[user: user])
      }
    }
    #expect(examples.features == (try Matrix(rows: expected)))
    #expect(examples.runs == (0..<20).map { $0 / 10 })
    #expect(examples.isFake == (0..<20).map { $0 % 10 >= 5 })
  }

  /// One run would be enough for these fake users, but not to choose on another than it learns from.
  @Test func thereAreAtLeastTwoRuns() throws {
    var configuration = smallConfiguration(attacks: ["popular"])
    configuration.sizes = [0.5]
    configuration.guarding = GuardOptions(detector: .svm, trainingUsers: 11)
    let runs = try TrainingRuns(
      Audit(of: tasteMatrix(), configuration: configuration), parallelism: .serial)
    let spy = Spy()
    let examples = try runs.examples(of: spy, named: "spy", size: 0.5, progress: { _, _ in })
    #expect(spy.asked.map(\.count) == [20, 20])
    for (run, fakes) in [6, 5].enumerated() {
      #expect(zip(examples.runs, examples.isFake).count { $0 == run && $1 } == fakes)
    }
  }

  @Test func atMostHalfOfTheNormalUsersAreExamples() throws {
    let runs = try TrainingRuns(audit(trainingUsers: 100), parallelism: .serial)
    #expect(runs.normalUsers.count == 20)
  }

  @Test func progressRisesAndEndsTheRuns() throws {
    struct Stop: Error {}
    let runs = try TrainingRuns(audit(), parallelism: .serial)
    var seen: [Int] = []
    _ = try runs.examples(of: Spy(), named: "spy", size: 0.05) { done, total in
      // Three runs of six, as the larger size needs them, and four of two.
      #expect(total == 26)
      seen.append(done)
    }
    #expect(seen == seen.sorted() && seen.first == 6 && seen.last == 26)
    #expect(throws: Stop.self) {
      _ = try runs.examples(
        of: Spy(), named: "other", size: 0.05, progress: { _, _ in throw Stop() })
    }
  }

  /// Around some items a small share of the ratings has too few others: runs leave those targets out.
  @Test func targetsOfTooFewKnownItemsAreLeftOut() throws {
    var configuration = smallConfiguration(attacks: ["popular"])
    configuration.fillers = 8
    configuration.guarding = GuardOptions(detector: .svm, trainingUsers: 40)
    let ratings = try tasteMatrix()
    let eligible = TargetSelection.eligibleItems(in: ratings)
    for share in [0.1, 0.15, 0.2, 0.3] {
      configuration.observed = share
      let known = try eligible.filter {
        try configuration.knowledge(of: ratings, about: $0).items.count > 8
      }
      guard known.count > 4, known.count < eligible.count else { continue }
      configuration.targets = .identifiers([ratings.itemIdentifiers[known[0]]])
      let runs = try TrainingRuns(
        Audit(of: ratings, configuration: configuration), parallelism: .serial)
      let spy = Spy()
      _ = try runs.examples(of: spy, named: "spy", size: 0.05, progress: { _, _ in })
      #expect(spy.asked.count == 20)
      return
    }
    Issue.record("no share tells targets apart")
  }
}
