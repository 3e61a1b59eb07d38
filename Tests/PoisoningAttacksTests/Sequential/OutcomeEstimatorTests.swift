import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// What models of the package's kinds think of fake users.
@Suite struct OutcomeEstimatorTests {
  private let examples = [
    [FakeSequence(items: [1, 40])], [FakeSequence(items: [3, 50, 5])], [FakeSequence(items: [7])],
  ]

  @Test func aRecurrentNetworkJudgesByInfluenceButNotByRetraining() throws {
    let scenario = try SequenceScenario.make()
    let models = try [NextItemModel.fpmc, .gru4rec].map {
      try AttackerModel($0, scenario: scenario, seed: 3, local: .init(epochs: 2))
    }
    func judges(_ estimator: OutcomeEstimator) throws -> [Int] {
      try estimator.estimates(models, scenario, examples: examples, parallelism: .serial)
        .map(\.model)
    }
    #expect(try judges(.localRetraining) == [0])
    #expect(try judges(.influence) == [0, 1])
  }

  @Test func localRetrainingNeedsAnEpoch() throws {
    let scenario = try SequenceScenario.make()
    for kind in [NextItemModel.bprmf, .gru4rec] {
      #expect(throws: AttackError.self) {
        try AttackerModel(kind, scenario: scenario, seed: 3, local: .init(epochs: -1))
      }
    }
  }

  /// In units of the spread over examples, so that those of every model have a spread of 1; what demotes is
  /// what makes the aim, which is how far targets are shown, smaller.
  @Test(arguments: [nil, [50, 51, 52, 55, 56, 57, 58, 59]])
  func influencesAreInUnitsOfTheirSpread(replacements: [Int]?) throws {
    let scenario = try SequenceScenario.make(targets: [1, 40], replacements: replacements)
    let sign: Double = replacements == nil ? 1 : -1
    let model = try AttackerModel(.fpmc, scenario: scenario, seed: 3, local: .init(epochs: 2))
    let influence = try #require(try model.influence?())
    let found = examples.map { influence.estimate(of: $0) }
    let mean = found.reduce(0, +) / 3
    let variance = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3
    let estimates = try OutcomeEstimator.influence.estimates(
      [model], scenario, examples: examples, parallelism: .serial)
    let values = try examples.map { try estimates[0].value($0) }
    #expect(estimates[0].clean == 0)
    for (value, estimate) in zip(values, found) {
      let expected: Double = sign * estimate / variance.squareRoot()
      #expect(abs(value - expected) <= 1e-9 * abs(value))
    }
  }
}
