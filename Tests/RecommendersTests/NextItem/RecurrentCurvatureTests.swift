import Tensor
import TensorLearning
import Testing

@testable import Recommenders

/// Derivatives of `RecurrentNetwork` beyond the gradient of its loss, beside differences of a network by hand.
@Suite struct RecurrentCurvatureTests {
  private typealias Network = RecurrentNetwork<Double>

  private let width = 0x1p-17

  /// Random parameters of a small network, or a direction.
  private func network(seed: UInt64) throws -> Network {
    var rng = SeededGenerator(seed: seed)
    var network = try Network(itemCount: 9, rank: 4, deviation: 0.5, using: &rng)
    for path in Network.parameterPaths {
      let shape = network[keyPath: path]
      network[keyPath: path] = Matrix(rows: shape.rows, columns: shape.columns) { _, _ in
        rng.nextNormal(deviation: 0.4)
      }
    }
    return network
  }

  private func batch(_ sequences: [[Int32]]) -> RecurrentBatch {
    var rng = SeededGenerator(seed: 5)
    return RecurrentBatch(
      sequences, shares: (1...9).map { Double($0) / 45 }, negatives: 2, using: &rng)
  }

  private func moved(_ network: Network, _ direction: Network, _ step: Double) -> HandNetwork {
    var network = network
    for path in Network.parameterPaths {
      network[keyPath: path] += direction[keyPath: path] * step
    }
    return HandNetwork(network)
  }

  private func differences<Value>(
    _ network: Network, _ direction: Network, _ value: (HandNetwork) -> [Value],
    _ difference: (Value, Value) -> Value
  ) -> [Value] {
    zip(value(moved(network, direction, width)), value(moved(network, direction, -width)))
      .map(difference)
  }

  /// The derivatives of all logits along a direction, an array for each action.
  private func logitSlopes(
    _ network: Network, _ direction: Network, _ batch: RecurrentBatch
  ) -> [[Double]] {
    differences(network, direction, { $0.logits(of: batch) }) { above, below in
      zip(above, below).map { ($0 - $1) / (2 * width) }
    }
  }

  /// All derivatives of a gradient of a network of this shape, with those that are 0.
  private func dense(_ gradient: Network.Gradient, _ network: Network) -> [Double] {
    var dense = network.zeros
    gradient.items.add(to: &dense.items.table)
    gradient.biases.add(to: &dense.biases)
    dense.layer.add(gradient.layer)
    return dense.parameters.flatMap(\.columnMajorElements)
  }

  private func dot(_ gradient: Network.Gradient, _ direction: Network) -> Double {
    let directions = direction.parameters.flatMap(\.columnMajorElements)
    return zip(dense(gradient, direction), directions).reduce(0) { $0 + $1.0 * $1.1 }
  }

  @Test func curvatureIsThatOfTheCrossEntropyInTheLogits() throws {
    let network = try network(seed: 1)
    let batch = batch([[0, 1, 2], [3, 1], [2, 2, 4, 5, 1], [8, 5], [1, 3, 0, 4, 2, 5]])
    let logits = HandNetwork(network).logits(of: batch)
    for seed in UInt64(2)..<5 {
      let v = try self.network(seed: seed)
      let w = try self.network(seed: seed + 10)
      let product = try network.curvatureProduct(of: batch, along: v, parallelism: .serial)
      let slopes = (logitSlopes(network, v, batch), logitSlopes(network, w, batch))
      /// Σ over actions of wᵀJᵀ(diag(p) − ppᵀ)Jv.
      func form(_ left: [[Double]], _ right: [[Double]]) -> Double {
        logits.indices.reduce(0) { sum, action in
          let total = logits[action].reduce(0) { $0 + Double._exp($1) }
          let p = logits[action].map { Double._exp($0) / total }
          let (u, v) = (left[action], right[action])
          let means = p.indices.reduce((0.0, 0.0)) {
            ($0.0 + p[$1] * u[$1], $0.1 + p[$1] * v[$1])
          }
          return sum + p.indices.reduce(0) { $0 + p[$1] * u[$1] * v[$1] } - means.0 * means.1
        }
      }
      let expected = form(slopes.1, slopes.0)
      #expect(abs(dot(product, w) - expected) < 1e-7 * max(1, abs(expected)))
      let square = form(slopes.0, slopes.0)
      #expect(abs(product.loss - square / 2) < 1e-7 * square)
      #expect(square > 0.1)
    }
  }

  @Test func hessianProductIsTheDifferenceOfGradients() throws {
    let network = try network(seed: 1)
    let batch = batch([[0, 1, 2], [3, 1], [2, 2, 4, 5, 1], [8, 5], [1, 3, 0, 4, 2, 5]])
    for seed in UInt64(2)..<5 {
      let v = try self.network(seed: seed)
      func moved(_ step: Double) throws -> (loss: Double, slopes: [Double]) {
        var moved = network
        for path in Network.parameterPaths { moved[keyPath: path] += v[keyPath: path] * step }
        var gradient = try moved.gradient(
          of: batch, dropout: RecurrentDropout(), parallelism: .serial)
        let count = Double(batch.actionCount)
        gradient.scale(by: count)
        return (gradient.loss * count, dense(gradient, network))
      }
      let product = try network.hessianProduct(of: batch, along: v, parallelism: .serial)
      let (above, below) = (try moved(width), try moved(-width))
      for (found, ends) in zip(dense(product, network), zip(above.slopes, below.slopes)) {
        #expect(abs(found - (ends.0 - ends.1) / (2 * width)) < 1e-7)
      }
      #expect(abs(product.loss - (above.loss - below.loss) / (2 * width)) < 1e-7)
      // It is not the product of Gauss and Newton.
      let other = dense(
        try network.curvatureProduct(of: batch, along: v, parallelism: .serial), network)
      #expect(zip(dense(product, network), other).contains { abs($0 - $1) > 0.1 })
    }
  }

  @Test func sampledGradientsHaveTheCurvatureAsTheirCovariance() throws {
    let network = try network(seed: 1)
    let batch = batch([[0, 1, 2], [3, 1], [2, 2, 4, 5, 1]])
    let draws = 4000
    var sums = [Double](repeating: 0, count: network.parameterCount)
    var squares = sums
    for seed in 0..<draws {
      let gradient = dense(
        try network.sampledGradient(of: batch, seed: UInt64(seed), parallelism: .serial), network)
      for (place, value) in gradient.enumerated() {
        sums[place] += value / Double(draws)
        squares[place] += value * value / Double(draws)
      }
    }
    // A vector of an item, a weight of the input, a weight of the state and a bias of an item.
    for (path, row, column) in [
      (\Network.items.table, 2, 4), (\.layer.inputWeights, 9, 1),
      (\.layer.stateWeights, 5, 2), (\.biases, 0, 5),
    ] {
      var unit = network.zeros
      unit[keyPath: path][row, column] = 1
      let units = unit.parameters.flatMap(\.columnMajorElements)
      let place = try #require(units.firstIndex(of: 1))
      let expected = dense(
        try network.curvatureProduct(of: batch, along: unit, parallelism: .serial), network)[place]
      #expect(expected > 1e-4)
      #expect(abs(squares[place] - expected) < 0.15 * expected)
      #expect(abs(sums[place]) < 5 * (expected / Double(draws)).squareRoot())
    }
  }

  @Test func lossTangentsAreThoseOfEachAction() throws {
    let network = try network(seed: 1)
    let direction = try self.network(seed: 2)
    let batch = batch([[2, 2, 4, 5, 1, 7, 0]])
    let found = try network.lossTangents(of: batch, along: direction)
    let expected = differences(network, direction, { $0.losses(of: batch) }) {
      ($0 - $1) / (2 * width)
    }
    #expect(found.count == 6)
    for (found, expected) in zip(found, expected) { #expect(abs(found - expected) < 1e-8) }
  }

  @Test func gradientOfScoresIsThatOfTheirSum() throws {
    let network = try network(seed: 1)
    let histories: [[Int32]] = [[0, 4, 4], [7], [1, 2, 3, 8, 0]]
    let slopes: [(query: Int, item: Int32, weight: Double)] = [
      (0, 4, 0.7), (2, 5, -1.2), (1, 7, 0.4), (2, 8, 0.9),
    ]
    let gradient = try network.gradient(ofScores: slopes, after: histories.map { $0[...] })
    for seed in UInt64(2)..<6 {
      let direction = try self.network(seed: seed)
      let expected = differences(
        network, direction,
        { hand in
          [
            slopes.reduce(0) {
              $0 + $1.weight * hand.score(Int($1.item), in: hand.state(after: histories[$1.query]))
            }
          ]
        }
      ) { ($0 - $1) / (2 * width) }[0]
      let found = zip(gradient.parameters, direction.parameters).reduce(0.0) { sum, pair in
        sum + pair.0.elementwiseProduct(pair.1).columnMajorElements.reduce(0, +)
      }
      #expect(abs(found - expected) < 1e-8 * max(1, abs(expected)))
    }
  }

  @Test func aSequenceAmongOthersCompetesWithTheirItems() {
    let others = batch([[0, 1, 2], [2, 4, 5]])
    let own = RecurrentBatch(
      [[8, 3, 4]], among: others, shares: (1...9).map { Double($0) / 45 }, negatives: 2)
    #expect(own.classes == Set(others.classes + [3, 4]).sorted())
    #expect(own.sequences == [[8, 3, 4]])
    for (place, item) in others.classes.enumerated() {
      let same = own.classes.firstIndex(of: item).map { own.logProbabilities[$0] }
      #expect(same == others.logProbabilities[place])
    }
  }
}
