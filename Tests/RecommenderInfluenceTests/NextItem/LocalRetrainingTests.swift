import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

/// Local retraining beside training on everything anew.
@Suite struct LocalRetrainingTests {
  /// A log of two worlds of items, and targets of the second for users of the first.
  private static func scenario() throws -> (log: InteractionLog, PromotionScenario) {
    var rng = SeededGenerator(seed: 11)
    var sequences: [[Int]] = []
    for user in 0..<600 {
      let own = RandomSampling.indices(8, from: 100, using: &rng)
      sequences.append(own.map { $0 + user % 2 * 100 })
    }
    let log = try InteractionLog(
      userIdentifiers: (0..<600).map { "u\($0)" }, itemIdentifiers: (0..<200).map { "i\($0)" },
      sequences: sequences)
    let scenario = try PromotionScenario(
      log.leavingLastTwoOut(), targets: [120, 150], users: [0, 2, 4, 6], top: 10)
    return (log, scenario)
  }

  /// Fake users that alternate targets with what the target users have chosen, with other items of their
  /// world, or with items of the targets' world.
  private static func attacks(_ scenario: PromotionScenario) -> [[FakeSequence]] {
    let chosen = Set(scenario.histories.joined()).map { Int($0) }.sorted()
    let others = (0..<100).filter { !chosen.contains($0) }
    return [chosen, others, Array(160..<190)].map { partners in
      (0..<30).map { number in
        FakeSequence(
          items: (0..<10).map { step in
            step % 2 == 0
              ? partners[(number * 5 + step / 2) % partners.count] : [120, 150][step / 2 % 2]
          })
      }
    }
  }

  @Test func theBestAttackIsThatByTrainingAnew() throws {
    let (_, scenario) = try Self.scenario()
    let training = PairwiseOptions(rank: 16, epochs: 60, seed: 3)
    let clean = try BPRMF.fit(scenario.log, options: training)
    let local = LocalRetraining(
      clean, training: training, scenario: scenario, options: .init(epochs: 40, seed: 5))
    var estimated: [Double] = []
    var measured: [Double] = []
    for attack in Self.attacks(scenario) {
      estimated.append(try local.outcome(injecting: attack).logLikelihood)
      let poisoned = try scenario.log.injecting(attack)
      let model = try BPRMF.fit(poisoned, options: training)
      measured.append(try PromotionOutcome(of: model, in: scenario).logLikelihood)
    }
    // Only what target users have chosen ties targets to them; the other two are much alike.
    #expect(measured[0] > measured[1...].max() ?? 0)
    #expect(estimated[0] > estimated[1...].max() ?? 0)
    let before = try PromotionOutcome(of: clean, in: scenario).logLikelihood
    #expect(estimated[0] > before + 0.5)
  }

  @Test func withoutFakeUsersLittleChanges() throws {
    let (_, scenario) = try Self.scenario()
    let training = PairwiseOptions(rank: 16, epochs: 60, seed: 3)
    let clean = try BPRMF.fit(scenario.log, options: training)
    let local = LocalRetraining(
      clean, training: training, scenario: scenario, options: .init(epochs: 40))
    let before = try PromotionOutcome(of: clean, in: scenario).logLikelihood
    let after = try local.outcome(injecting: []).logLikelihood
    #expect(abs(after - before) < 0.5)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    let (_, scenario) = try Self.scenario()
    let training = PairwiseOptions(rank: 8, epochs: 5)
    let clean = try FPMC.fit(scenario.log, options: training)
    let attack = Self.attacks(scenario)[0]
    func outcome(_ seed: UInt64) throws -> PromotionOutcome {
      try LocalRetraining(
        clean, training: training, scenario: scenario, options: .init(epochs: 5, seed: seed)
      ).outcome(injecting: attack)
    }
    #expect(try outcome(1) == outcome(1))
    #expect(try outcome(1) != outcome(2))
  }

  @Test func aRecurrentNetworkLearnsFakeTransitions() throws {
    let (_, scenario) = try Self.scenario()
    let clean = try GRU4Rec.fit(
      scenario.log, options: GRU4RecOptions(rank: 16, epochs: 3, seed: 2))
    let local = LocalRetraining(clean, scenario: scenario, options: .init(epochs: 40))
    let before = try PromotionOutcome(of: clean, in: scenario).logLikelihood
    let after = try local.outcome(injecting: Self.attacks(scenario)[0]).logLikelihood
    #expect(after > before)
  }
}
