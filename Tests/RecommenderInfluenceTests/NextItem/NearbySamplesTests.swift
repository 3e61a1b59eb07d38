import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import RecommenderInfluence

/// What local retraining learns from, beside what training on everything would.
@Suite struct NearbySamplesTests {
  private static func scenario() throws -> PromotionScenario {
    var rng = SeededGenerator(seed: 8)
    let sequences = (0..<90).map { _ in RandomSampling.indices(6, from: 30, using: &rng) }
    let log = try InteractionLog(
      userIdentifiers: (0..<90).map { "u\($0)" }, itemIdentifiers: (0..<30).map { "i\($0)" },
      sequences: sequences)
    let seen = Set(sequences[0] + sequences[1])
    let targets = (0..<30).filter { !seen.contains($0) }.prefix(2)
    return try PromotionScenario(
      log.leavingLastTwoOut(), targets: Array(targets), users: [0, 1], top: 5)
  }

  /// Training on all N samples draws each item N / items times, and keeps it where the user has not chosen it.
  ///
  /// Bounds are five standard errors.
  @Test func whatIsHeldDownIsANegativeAsOftenAsInTraining() throws {
    let scenario = try Self.scenario()
    let log = scenario.log
    let samples = NearbySamples(FactorizationTables.self, scenario).adding(
      [FakeSequence(items: [0])], FactorizationTables.self)
    let clean = FactorizationTables.positives(of: log)
    let near = Set(scenario.targets + scenario.histories.compactMap(\.last))
    let own = clean.filter { sample in
      scenario.users.contains(Int(sample.user)) || near.contains(sample.item)
        || near.contains(sample.previous)
    }
    var rng = SeededGenerator(seed: 3)
    let epochs = 200
    var counts = [Int](repeating: 0, count: log.itemCount)
    for _ in 0..<epochs {
      for sample in samples.epoch(using: &rng) where Int(sample.user) < log.userCount {
        counts[Int(sample.negative)] += 1
      }
    }
    let heldDown = Set(scenario.targets + scenario.histories.joined())
    for item in Int32(0)..<30 {
      func without(_ samples: [PairwiseSample]) -> [PairwiseSample] {
        samples.filter { !log.sequence(of: Int($0.user)).contains(item) }
      }
      // Samples near the targets draw among the items that their users have not chosen.
      let near = without(own).reduce(0.0) {
        $0 + 1 / Double(30 - Set(log.sequence(of: Int($1.user))).count)
      }
      let held = heldDown.contains(item) ? Double(without(clean).count) / 30 : 0
      let expected = Double(epochs) * (near + held)
      #expect(
        abs(Double(counts[Int(item)]) - expected) < 5 * expected.squareRoot(),
        "item \(item), held down: \(heldDown.contains(item))")
    }
  }

  @Test func everyEpochHasInjectedAndNearbySamplesOnce() throws {
    let scenario = try Self.scenario()
    let log = scenario.log
    let injected = FakeSequence(items: [4, 9, 4])
    let samples = NearbySamples(ChainTables.self, scenario).adding([injected], ChainTables.self)
    var rng = SeededGenerator(seed: 4)
    let found = samples.epoch(using: &rng).filter { Int($0.user) == log.userCount }
    #expect(Set(found.map { [$0.previous, $0.item] }) == [[4, 9], [9, 4]])
    #expect(found.count == 2)
    #expect(found.allSatisfy { ![4, 9].contains($0.negative) })
  }
}
