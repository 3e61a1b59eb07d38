import Tensor
import TensorLearning
import Testing

@testable import Recommenders

/// `RecurrentNetwork`: the loss of whole batches and its gradient, in double precision.
@Suite struct RecurrentNetworkTests {
  private static let itemCount = 9
  /// Unequal lengths, a repeated item, an item that is input only.
  private static let sequences: [[Int32]] = [
    [0, 1, 2], [3, 1], [2, 2, 4, 5, 1], [6, 0, 1, 2], [8, 5], [1, 3, 0, 4, 2, 5],
  ]

  private func network(seed: UInt64 = 3) throws -> RecurrentNetwork<Double> {
    var rng = SeededGenerator(seed: seed)
    var network = try RecurrentNetwork<Double>(
      itemCount: Self.itemCount, rank: 5, deviation: 0.5, using: &rng)
    for item in 0..<Self.itemCount { network.biases[0, item] = rng.nextNormal(deviation: 0.3) }
    for row in 0..<15 {
      network.layer.inputBias[row, 0] = rng.nextNormal(deviation: 0.3)
      network.layer.stateBias[row, 0] = rng.nextNormal(deviation: 0.3)
    }
    return network
  }

  private func batch(_ sequences: [[Int32]] = sequences, negatives: Int = 2) -> RecurrentBatch {
    var rng = SeededGenerator(seed: 5)
    let shares = (1...Self.itemCount).map { Double($0) / 45 }
    return RecurrentBatch(sequences, shares: shares, negatives: negatives, using: &rng)
  }

  /// All derivatives, dense, in the order of the network's parameters.
  private func dense(_ gradient: RecurrentNetwork<Double>.Gradient) -> [Matrix<Double>] {
    [gradient.items.dense(count: Self.itemCount)] + gradient.layer.parameters
      + [gradient.biases.dense(count: Self.itemCount)]
  }

  @Test(arguments: [0, 0.4]) func gradientIsThatOfTheLoss(share: Double) throws {
    let network = try network()
    let batch = batch()
    let dropout = RecurrentDropout(inputs: share, states: share / 2, seed: 11)
    func loss(_ network: RecurrentNetwork<Double>) throws -> Double {
      try network.gradient(of: batch, dropout: dropout, parallelism: .serial).loss
    }
    let gradient = dense(
      try network.gradient(of: batch, dropout: dropout, parallelism: .serial))
    #expect(gradient.count == RecurrentNetwork<Double>.parameterPaths.count)
    let width = 1e-5
    for (path, derivatives) in zip(RecurrentNetwork<Double>.parameterPaths, gradient) {
      for column in 0..<derivatives.columns {
        for row in 0..<derivatives.rows {
          var moved = network
          moved[keyPath: path][row, column] += width
          let above = try loss(moved)
          moved[keyPath: path][row, column] -= 2 * width
          let slope = (above - (try loss(moved))) / (2 * width)
          #expect(abs(slope - derivatives[row, column]) < 1e-9)
        }
      }
    }
  }

  @Test func lossIsTheMeanOverActions() throws {
    let network = try network()
    let batch = batch()
    let losses = HandNetwork(network).losses(of: batch)
    #expect(losses.count == 16)
    let sum = losses.reduce(0, +)
    let loss = try network.gradient(
      of: batch, dropout: RecurrentDropout(), parallelism: .serial
    ).loss
    #expect(abs(loss - sum / 16) < 64 * Double.ulpOfOne * abs(loss))
  }

  @Test func classesAreTheBatchsOwnItemsAndDrawnOnes() {
    let own = batch(negatives: 0)
    // Item 3 follows in one sequence only, 6 and 8 never do.
    #expect(own.classes == [0, 1, 2, 3, 4, 5])
    #expect(own.actionCount == 16)
    // 1 − (1 − e^(−16/45)) is what a batch of sixteen lacks of item 0.
    #expect(abs(own.logProbabilities[0] - -1.2065896) < 1e-6)
    #expect(batch(negatives: 500).classes == Array(0..<9))
    #expect(batch(negatives: 500).logProbabilities.allSatisfy { $0 <= 0 && $0 > -1e-9 })
  }

  @Test func batchesHoldEachSequenceOnce() {
    var rng = SeededGenerator(seed: 2)
    let sequences = (0..<200).map { number in
      [Int32](repeating: Int32(number), count: 2 + rng.nextIndex(below: 30))
    }
    let batches = RecurrentBatch.batches(of: sequences, limit: 40, using: &rng)
    #expect(batches.joined().map { $0[0] }.sorted() == Array(0..<200))
    for batch in batches {
      #expect(batch.reduce(0) { $0 + $1.count - 1 } <= 40)
      #expect(batch[batch.count - 1].count - batch[0].count <= 3)
    }
    let single = RecurrentBatch.batches(of: sequences, limit: 1, using: &rng)
    #expect(single.count == 200)
  }

  @Test func dropoutKeepsTheMean() throws {
    var rng = SeededGenerator(seed: 1)
    let mask: Matrix<Float> = try #require(
      RecurrentDropout.mask(100, 1000, share: 0.25, using: &rng))
    let kept = mask.columnMajorElements.count { $0 != 0 }
    #expect(abs(Double(kept) / 1e5 - 0.75) < 0.01)
    #expect(mask.columnMajorElements.allSatisfy { $0 == 0 || abs($0 - 4 / 3) < 1e-6 })
    let none: Matrix<Float>? = RecurrentDropout.mask(3, 3, share: 0, using: &rng)
    #expect(none == nil)
  }
}
