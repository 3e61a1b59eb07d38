import Foundation
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import TensorLearning
import Testing

/// Influence of injected sequences on a recurrent network beside a dense solve, with differences of its losses.
@Suite struct RecurrentInfluenceTests {
  private typealias Network = RecurrentNetwork<Double>

  private func scenario() throws -> PromotionScenario {
    let log = try InteractionLog(
      userIdentifiers: (0..<5).map { "u\($0)" }, itemIdentifiers: (0..<8).map { "i\($0)" },
      sequences: [
        [1, 2, 3, 0, 5], [4, 0, 2, 6, 1], [0, 6, 4, 3, 2, 7], [2, 5, 1, 6], [6, 1, 5, 7, 0],
      ])
    return try PromotionScenario(
      log.leavingLastTwoOut(), targets: [4, 7], users: [0, 3], top: 2)
  }

  /// So many negatives that every item competes in every batch, and is sure to.
  private let training = GRU4RecOptions(
    rank: 2, epochs: 3, batchActions: 6, negatives: 500, initialDeviation: 0.5)

  private func options(
    _ curvature: InfluenceCurvature = .gaussNewton, damping: Double = 0.3
  ) -> NextItemInfluence.Options {
    NextItemInfluence.Options(
      curvature: curvature, damping: damping,
      solver: .conjugateGradients(tolerance: 1e-5, iterations: 500), seed: 6)
  }

  private func doubled(_ network: RecurrentNetwork<Float>) throws -> Network {
    var rng = SeededGenerator(seed: 1)
    var result = try Network(itemCount: 8, rank: 2, deviation: 1, using: &rng)
    try result.setParameters(network.parameters.map { Matrix(converting: $0) })
    return result
  }

  /// Scores of all items after a history.
  private func scores(_ network: Network, after history: [Int32]) throws -> [Double] {
    let state = try network.layer.forward(
      network.items.table.selectingColumns(history.map { Int($0) }), lengths: [history.count],
      steps: history.count
    ).finalState
    return (0..<8).map { network.items.table.columnDot($0, state, 0) + network.biases[0, $0] }
  }

  /// The sum of the cross entropies among all items of every action but the first.
  private func loss(_ network: Network, _ sequence: [Int32]) throws -> Double {
    try (1..<sequence.count).reduce(0.0) { sum, length in
      let scores = try scores(network, after: Array(sequence.prefix(length)))
      return sum + log(scores.reduce(0) { $0 + exp($1) }) - scores[Int(sequence[length])]
    }
  }

  private func gradient(
    _ network: Network, _ function: (Network) throws -> Double
  ) throws -> [Double] {
    let point = network.vector
    return try (0..<point.rows).map { row in
      var (above, below) = (point, point)
      above[row, 0] += 1e-5
      below[row, 0] -= 1e-5
      return (try function(network.reshaping(above)) - function(network.reshaping(below))) / 2e-5
    }
  }

  /// −∇fᵀ(H + δI)⁻¹∇L of a sequence.
  private func expected(
    _ model: GRU4Rec, _ scenario: PromotionScenario, _ options: NextItemInfluence.Options,
    _ sequence: [Int32]
  ) throws -> Double {
    let network = try doubled(model.network)
    let log = scenario.log
    let data = try RecurrentData(
      (0..<log.userCount).map { log.sequence(of: $0) }, itemCount: 8, maximumLength: 50)
    let objective = RecurrentObjective(
      network, on: data.batches(training, seed: 3), curvature: options.curvature, seed: 1,
      parallelism: .serial)
    var curved = Matrix<Double>.identity(network.parameterCount) * (options.damping ?? 0)
    for column in 0..<curved.columns {
      var unit = Matrix<Double>(rows: curved.rows, columns: 1)
      unit[column, 0] = 1
      let product = objective.product(unit, column: 0)
      for row in 0..<curved.rows { curved[row, column] += product[row, 0] }
    }
    let pairs = try PromotionPairs(of: model, in: scenario, parallelism: .serial).pairs
    let aim = try gradient(network) { network in
      let scores = try scenario.histories.map { try self.scores(network, after: $0) }
      return pairs.reduce(0) { sum, pair in
        guard let rival = pair.rival else { return sum }
        let margin = scores[pair.user][Int(pair.target)] - scores[pair.user][Int(rival)]
        return sum - Foundation.log(1 + exp(-margin)) / Double(pairs.count)
      }
    }
    let pushed = try gradient(network) { try loss($0, sequence) }
    let solution = try LU(curved).solve(Vector(aim))
    return -zip(solution.storage, pushed).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The Hessian is not positive definite where three epochs of training end, but with a damping of 3.
  @Test(arguments: [(InfluenceCurvature.gaussNewton, 0.3), (.hessian, 3)])
  func isThatOfADenseSolve(curvature: InfluenceCurvature, damping: Double) throws {
    let options = options(curvature, damping: damping)
    let scenario = try scenario()
    let model = try GRU4Rec.fit(scenario.log, options: training)
    let influence = try NextItemInfluence(of: model, in: scenario, options: options)
    #expect(influence.report.residual < 1e-4)
    for sequence in [[2, 4, 5, 7], [7, 0, 3], [0, 4, 0, 4]] {
      let found = influence.estimate(of: [FakeSequence(items: sequence)])
      let expected = try expected(model, scenario, options, sequence.map { Int32($0) })
      #expect(abs(found - expected) < 2e-3 * abs(expected) + 1e-6)
    }
    let rewards = influence.rewards(of: FakeSequence(items: [2, 4, 5, 7]))
    #expect(rewards.count == 4)
    #expect(rewards[0] == 0)
    let beginning = influence.estimate(of: [FakeSequence(items: [2, 4, 5])])
    #expect(abs(rewards.prefix(3).reduce(0, +) - beginning) < 1e-5)
    #expect(influence.rewards(of: FakeSequence(items: [3])) == [0])
  }

  @Test func lissaComesToTheSame() throws {
    let scenario = try scenario()
    let model = try GRU4Rec.fit(scenario.log, options: training)
    var other = options(damping: 3)
    other.solver = .lissa(tolerance: 1e-4, steps: 5000)
    let estimates = try [options(damping: 3), other].map {
      try NextItemInfluence(of: model, in: scenario, options: $0)
        .estimate(of: [FakeSequence(items: [2, 4, 5, 7])])
    }
    #expect(abs(estimates[0]) > 1e-3)
    #expect(abs(estimates[1] - estimates[0]) < 5e-3 * abs(estimates[0]))
  }

  @Test func theObjectiveIsTheSumOverActions() throws {
    let scenario = try scenario()
    let model = try GRU4Rec.fit(scenario.log, options: training)
    let network = try doubled(model.network)
    let log = scenario.log
    let sequences = (0..<log.userCount).map { Array(log.sequence(of: $0)) }
    let data = try RecurrentData(sequences, itemCount: 8, maximumLength: 50)
    let objective = RecurrentObjective(
      network, on: data.batches(training, seed: 3), seed: 1, parallelism: .serial)
    let (value, slope) = objective.valueAndGradient()
    let expected = try sequences.reduce(0.0) { try $0 + loss(network, $1) }
    #expect(abs(value - expected) < 1e-9 * expected)
    let slopes = try gradient(network) { network in
      try sequences.reduce(0.0) { try $0 + loss(network, $1) }
    }
    for (found, expected) in zip(slope.vector.storage, slopes) {
      #expect(abs(found - expected) < 1e-6)
    }
  }

  @Test func onlyTheLastActionsOfALongSequenceAreRewarded() throws {
    let scenario = try scenario()
    var short = training
    short.maximumLength = 3
    let model = try GRU4Rec.fit(scenario.log, options: short)
    let influence = try NextItemInfluence(of: model, in: scenario, options: options())
    let rewards = influence.rewards(of: FakeSequence(items: [6, 1, 2, 4, 5, 7]))
    let last = influence.rewards(of: FakeSequence(items: [2, 4, 5, 7]))
    #expect(rewards == [0, 0] + last)
    #expect(last.dropFirst().allSatisfy { $0 != 0 })
  }

  @Test func threadsDoNotMatter() throws {
    let scenario = try scenario()
    let model = try GRU4Rec.fit(scenario.log, options: training)
    let estimates = try [1, 3].map { threads in
      try NextItemInfluence(
        of: model, in: scenario, options: options(), parallelism: Parallelism(threads: threads)
      ).estimate(of: [FakeSequence(items: [2, 4, 5, 7])])
    }
    #expect(estimates[0] == estimates[1])
  }
}
