import Tensor
import TensorLearning

/// Trains a network on sequences by Adam.
struct RecurrentTrainer {
  private let data: RecurrentData
  private let options: GRU4RecOptions

  /// A trainer on the last actions of each sequence; those of fewer than two are left out.
  ///
  /// - Throws: `RecommenderError.emptyData` if no sequence is left or there is one item only.
  init(
    _ sequences: some Sequence<some Collection<Int32>>, itemCount: Int, options: GRU4RecOptions
  ) throws(RecommenderError) {
    self.options = options
    data = try RecurrentData(
      sequences, itemCount: itemCount, maximumLength: options.maximumLength)
  }

  /// Goes through all sequences `epochs` times, Adam's moments being zero at the start.
  func train(
    _ network: inout RecurrentNetwork<Float>, epochs: Int, seed: UInt64, parallelism: Parallelism,
    progress: ((NextItemProgress) throws -> Void)?
  ) throws {
    let adam = AdamOptions(learningRate: options.learningRate)
    var optimizers = (
      items: try ColumnAdam(for: network.items.table, options: adam),
      layer: try Adam(for: network.layer, options: adam),
      biases: try ColumnAdam(for: network.biases, options: adam)
    )
    for epoch in stride(from: 1, through: epochs, by: 1) {
      var rng = SeededGenerator(seed: seed, stream: UInt64(epoch))
      var (loss, actions) = (0.0, 0)
      for sequences in RecurrentBatch.batches(
        of: data.sequences, limit: options.batchActions, using: &rng)
      {
        let batch = RecurrentBatch(
          sequences, shares: data.shares, negatives: options.negatives, using: &rng)
        let dropout = RecurrentDropout(
          inputs: options.inputDropout, states: options.stateDropout, seed: rng.next())
        do {
          var gradient = try network.gradient(
            of: batch, dropout: dropout, parallelism: parallelism)
          gradient.clip(toNorm: options.gradientNorm)
          try optimizers.items.update(&network.items.table, gradient: gradient.items)
          try optimizers.layer.update(&network.layer, gradient: gradient.layer)
          try optimizers.biases.update(&network.biases, gradient: gradient.biases)
          loss += gradient.loss * Double(batch.actionCount)
          actions += batch.actionCount
        } catch LearningError.notFinite {
          loss = .nan
        }
        guard loss.isFinite else {
          throw RecommenderError.lossNotFinite(epoch: epoch, learningRate: options.learningRate)
        }
      }
      try progress?(
        NextItemProgress(epoch: epoch, epochs: epochs, loss: loss / Double(actions)))
    }
  }
}
