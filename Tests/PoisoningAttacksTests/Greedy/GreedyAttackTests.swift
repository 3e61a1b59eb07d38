import PoisoningDetection
import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct GreedyAttackTests {
  private func profiles(
    _ options: GreedyAttack.Options, threads: Int = 1, fillers: Int = 8, count: Int = 5
  ) throws -> [FakeProfile] {
    let attack = GreedyAttack(
      settings: smallSettings(fillers: fillers, threads: threads), options: options)
    var rng = SeededGenerator(seed: 4, attack: attack.name, target: 3)
    return try attack.profiles(count: count, target: 3, knowledge: starMatrix(), using: &rng)
  }

  @Test func stealthHasAName() {
    #expect(GreedyAttack().name == "greedy")
    #expect(GreedyAttack(options: .init(stealthQuantile: 0.9)).name == "greedy-stealth")
  }

  @Test(arguments: UserSelection.allCases, [nil, 0.9])
  func threadsChangeNoBit(selection: UserSelection, quantile: Double?) throws {
    let options = GreedyAttack.Options(selection: selection, stealthQuantile: quantile)
    let one = try profiles(options, threads: 1)
    #expect(try profiles(options, threads: 2) == one)
    #expect(one.allSatisfy { $0.count == 9 && $0.value(of: 3) == 5 })
  }

  @Test func targetThatEveryoneRatedIsAnError() throws {
    let knowledge = try matrix([[5, 4, 1], [5, 0, 2], [3, 1, 0]])
    var rng = SeededGenerator(seed: 1)
    #expect(
      throws: AttackError.nobodyToReach(users: 3, target: knowledge.itemIdentifiers[0])
    ) {
      _ = try GreedyAttack(settings: smallSettings(fillers: 1))
        .profiles(count: 1, target: 0, knowledge: knowledge, using: &rng)
    }
  }

  @Test func promotesMoreThanRandomFillers() throws {
    let knowledge = try starMatrix(users: 60)
    let options = FactorizationOptions(rank: 4, regularization: 1, sweeps: 30)
    let attack = GreedyAttack(
      settings: AttackSettings(
        budget: AttackBudget(fillers: 6), surrogate: SurrogateModel(options: options)),
      options: .init(selection: .all, lossWidth: 0.5))
    func rise(_ attack: some PoisoningAttack, seed: UInt64) throws -> Double {
      var rng = SeededGenerator(seed: seed)
      let profiles = try attack.profiles(
        count: 6, target: 30, knowledge: knowledge, using: &rng)
      let model = try MatrixFactorization<Double>.fit(
        knowledge.injecting(profiles), options: options)
      return (0..<60).reduce(0) { $0 + model.score(user: $1, item: 30) }
    }
    let random = RandomAttack(budget: AttackBudget(fillers: 6))
    let seeds: [UInt64] = [1, 2, 3]
    let greedyMean = try seeds.map { try rise(attack, seed: $0) }.reduce(0, +)
    #expect(try greedyMean > seeds.map { try rise(random, seed: $0) }.reduce(0, +))
  }

  @Test func disguiseKeepsFeaturesNearerToNormal() throws {
    let knowledge = try starMatrix()
    let tallies = RatingTallies(knowledge)
    let range = FeatureRange(of: knowledge, quantile: 0.9)
    func excess(_ profiles: [FakeProfile]) -> Double {
      profiles.reduce(0) { sum, profile in
        let features = zip(profile.items, profile.values).reduce(FeatureSums()) {
          $0.adding(tallies.trace(item: $1.0, value: $1.1, isCounted: false))
        }
        return sum + range.excess(features).reduce(0, +)
      }
    }
    let open = try profiles(.init())
    let hidden = try profiles(.init(stealthQuantile: 0.9))
    #expect(excess(hidden) < excess(open))
  }

  @Test func rejectsOptionsOutOfRange() throws {
    for (name, options) in [
      ("lossWidth", GreedyAttack.Options(lossWidth: 0)), ("shortlist", .init(shortlist: 0)),
      ("stealthQuantile", .init(stealthQuantile: 0.5)),
      ("stealthQuantile", .init(stealthQuantile: .nan)),
    ] {
      let error = #expect(throws: AttackError.self) { try profiles(options) }
      guard case .invalidOption(_, let found, _) = error else {
        Issue.record("\(String(describing: error)) for \(name)")
        continue
      }
      #expect(found == name)
    }
  }
}
