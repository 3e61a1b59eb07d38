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
    let weighted = groups.weighted(by: influences, goal: .promote, using: &rng)
    let weights = try #require(weighted.weights)
    #expect(weights.map(\.count) == groups.items.map(\.count))
    #expect(weights.joined().allSatisfy { $0 > 0 && $0.isFinite })

    // What target users chose last, once more: four targets with the item before each.
    let last = try #require(groups.names.firstIndex(of: "L"))
    let own = groups.items[1]
    for _ in 0..<4 { _ = own[other.nextIndex(below: own.count)] }
    let targets = (0..<4).map { _ in groups.items[0][other.nextIndex(below: 3)] }
    let scores = influences.map { influence in
      let values = groups.items[last].map { item in
        influence.estimate(
          of: [
            FakeSequence(
              items: [item, targets[0], item, targets[1], item, targets[2], item, targets[3]])
          ])
      }
      let count = Double(values.count)
      let mean = values.reduce(0, +) / count
      let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
      return values.map { ($0 - mean) / spread }
    }
    for place in groups.items[last].indices {
      let expected = (scores[0][place] + scores[1][place]) / 2
      #expect(abs(Double._log(weights[last][place]) - expected) < 1e-9)
    }
    // To demote, the signs turn.
    var again = SeededGenerator(seed: 1)
    _ = try ItemGroups(scenario, options: .init(clusters: 0), using: &again)
    let turned = groups.weighted(by: influences, goal: .demote, using: &again)
    for (one, two) in zip(weights[last], try #require(turned.weights)[last]) {
      #expect(abs(one * two - 1) < 1e-9)
    }
  }

  @Test func lokiDrawsByInfluence() throws {
    let scenario = try SequenceScenario.make()
    let models = [try AttackerModel(.bprmf, scenario: scenario, seed: 7)]
    var options = LokiOptions(
      groups: .init(clusters: 0), itemSampling: .influence,
      learning: .init(episodes: 32), finalists: 1, sharedFinalists: 0)
    func sequences() throws -> [FakeSequence] {
      var rng = SeededGenerator(seed: 1)
      return try LokiAttack(models: models, options: options).sequences(
        count: 10, length: 4, scenario: scenario, progress: nil, using: &rng)
    }
    let weighted = try sequences()
    #expect(weighted.count == 10)
    options.itemSampling = .uniform
    #expect(try sequences() != weighted)
  }
}
