import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning
import Testing

@testable import PoisoningAttacks

/// Items of groups drawn by their influence.
@Suite struct ItemSamplingTests {
  @Test func itemsOfMoreInfluenceComeMoreOften() throws {
    let scenario = try SequenceScenario.make()
    let influences = try [NextItemModel.bprmf, .transrec].map {
      try NextItemInfluence(of: $0.fit(scenario.log, seed: 3, epochs: 20), in: scenario)
    }
    var rng = SeededGenerator(seed: 1)
    let groups = try ItemGroups(scenario, options: .init(clusters: 0), using: &rng)
    #expect(groups.weights == nil)
    var other = rng
    let weighted = try groups.weighted(by: influences, goal: .promote, using: &rng)
    let weights = try #require(weighted.weights)
    #expect(weights.map(\.count) == groups.items.map(\.count))
    #expect(weights.joined().allSatisfy { $0 > 0 && $0.isFinite })

    // Once more: what target users chose last before each of four targets, and targets before each of four items
    // that target users chose.
    let last = try #require(groups.names.firstIndex(of: "L"))
    let chosen = (0..<4).map { _ in
      groups.items[1][other.nextIndex(below: groups.items[1].count)]
    }
    let targets = (0..<4).map { _ in groups.items[0][other.nextIndex(below: 3)] }
    for (group, partners) in [(last, targets), (0, chosen)] {
      let scores = influences.map { influence in
        let values = groups.items[group].map { item in
          influence.estimate(
            of: [
              FakeSequence(
                items: [
                  item, partners[0], item, partners[1], item, partners[2], item, partners[3],
                ])
            ])
        }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        return values.map { min(2, max(-2, ($0 - mean) / spread)) }
      }
      for place in groups.items[group].indices {
        let expected = (scores[0][place] + scores[1][place]) / 2
        #expect(abs(Double._log(weights[group][place]) - expected) < 1e-9)
      }
    }
    // To demote, the signs turn.
    var again = SeededGenerator(seed: 1)
    _ = try ItemGroups(scenario, options: .init(clusters: 0), using: &again)
    let turned = try groups.weighted(by: influences, goal: .demote, using: &again)
    for (one, two) in zip(weights[last], try #require(turned.weights)[last]) {
      #expect(abs(one * two - 1) < 1e-9)
    }
  }

  @Test func groupsWithWeightsGiveItemsByThem() throws {
    let scenario = try SequenceScenario.make()
    var rng = SeededGenerator(seed: 1)
    var groups = try ItemGroups(scenario, options: .init(clusters: 0), using: &rng)
    groups.weights = groups.items.map { $0.map { _ in 1 } }
    // Of the targets 40, 50 and 55 the second one half of the time, the others a quarter.
    groups.weights?[0] = [1, 2, 1]
    let sequences = groups.sequences(following: [[0, 1]], count: 120, using: &rng)
    let counts = Dictionary(grouping: sequences.map { $0.items[0] }, by: \.self).mapValues(\.count)
    #expect(abs((counts[50] ?? 0) - 60) <= 20)
    #expect((counts[40] ?? 0) + (counts[50] ?? 0) + (counts[55] ?? 0) == 120)
    #expect((counts[50] ?? 0) > max(counts[40] ?? 0, counts[55] ?? 0))
  }

  @Test func lokiDrawsByInfluence() throws {
    let scenario = try SequenceScenario.make()
    let models = [try AttackerModel(.bprmf, scenario: scenario, seed: 7)]
    let options = LokiOptions(
      groups: .init(clusters: 0), itemSampling: .influence, learning: .init(episodes: 32),
      finalists: 1, sharedFinalists: 0)
    var rng = SeededGenerator(seed: 1)
    let report = try LokiAttack(models: models, options: options).report(
      count: 40, length: 4, scenario: scenario, using: &rng)
    #expect(report.sequences.count == 40)
    // The same groups, weights and seed give the same items, and other ones without the weights.
    var other = SeededGenerator(seed: 1)
    let influence = try #require(models[0].influence)
    var groups = try ItemGroups(
      scenario, models: models.map(\.clean), options: options.groups, using: &other
    ).weighted(by: [influence()], goal: .promote, using: &other)
    let seed = other.next()
    func drawn(_ groups: ItemGroups) -> [FakeSequence] {
      var rng = SeededGenerator(seed: seed)
      return groups.sequences(following: report.patterns, count: 40, using: &rng)
    }
    #expect(report.sequences == drawn(groups))
    groups.weights = nil
    #expect(report.sequences != drawn(groups))
  }
}
