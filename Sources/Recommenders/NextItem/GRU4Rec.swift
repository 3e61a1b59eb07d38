public import RecommenderData
public import Tensor
import TensorLearning

/// A recurrent network over a user's actions: the score of item i after states h is hᵀe_i + b_i, h being the
/// state of gated recurrent units that the item vectors of the history went through.
///
/// [Hidasi2016], with item vectors shared by input and output instead of one-hot inputs, whole sequences
/// instead of session-parallel batches, and the sampled cross entropy of the batch's own items, corrected for
/// how often an item is in a batch, instead of TOP1. Users play no part: who acts alike is scored alike.
public struct GRU4Rec: NextItemRecommender {
  package private(set) var network: RecurrentNetwork<Float>
  /// What the model was fitted with.
  public let options: GRU4RecOptions
  /// The number of users the model was fitted on, injected ones too.
  public let userCount: Int

  /// e_i, a column for each item.
  public var itemVectors: Matrix<Float> { network.items.table }
  /// b_i of each item.
  public var itemBiases: [Float] { network.biases.columnMajorElements }

  /// e_i, as ``itemVectors``.
  public var itemTable: Matrix<Float> { network.items.table }
  /// b_i, as ``itemBiases``.
  public var itemOffsets: [Float] { network.biases.columnMajorElements }

  /// How many histories go through the units together.
  private static var block: Int { 64 }

  /// The states of the units after the last ``GRU4RecOptions/maximumLength`` items of each history.
  ///
  /// - Complexity: 12 · rank² flops an item, those of shorter histories padded to the longest of 64 of similar
  ///   length.
  public func queries(of users: [Int], after histories: [[Int32]]) -> Matrix<Float> {
    let rank = itemTable.rows
    var queries = Matrix<Float>(rows: rank, columns: users.count)
    let recent = histories.map { $0.suffix(options.maximumLength) }
    let order = users.indices.sorted { (recent[$0].count, $0) < (recent[$1].count, $1) }
    for start in stride(from: 0, to: order.count, by: Self.block) {
      let columns = order[start..<min(order.count, start + Self.block)]
      let states = finalStates(of: columns.map { recent[$0] })
      for (place, column) in columns.enumerated() {
        for row in 0..<rank { queries[row, column] = states[row, place] }
      }
    }
    return queries
  }

  /// The states after some histories, a column for each.
  private func finalStates(of histories: [ArraySlice<Int32>]) -> Matrix<Float> {
    do {
      return try network.trace(of: histories).trace.finalState
    } catch {
      // It refuses shapes only, and these were made to fit.
      preconditionFailure("\(error)")
    }
  }

  /// Fits the network to the actions of a log that have one before them.
  ///
  /// - Parameters:
  ///   - log: Injected users count like all others.
  ///   - options: The hyperparameters.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: `RecommenderError` for options out of range, a log without such actions, or if the loss
  ///   leaves the finite numbers; whatever `progress` throws.
  /// - Complexity: For each action and epoch 36 · rank² flops in the units and 6 · rank for each item that
  ///   competes in its batch, with an exponential each.
  public static func fit(
    _ log: InteractionLog, options: GRU4RecOptions = .init(),
    parallelism: Parallelism = .automatic, progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> GRU4Rec {
    try options.validate()
    let trainer = try RecurrentTrainer(
      (0..<log.userCount).lazy.map { log.sequence(of: $0) }, itemCount: log.itemCount,
      options: options)
    var rng = SeededGenerator(seed: options.seed)
    var network = try RecurrentNetwork<Float>(
      itemCount: log.itemCount, rank: options.rank, deviation: options.initialDeviation, using: &rng
    )
    try trainer.train(
      &network, epochs: options.epochs, seed: options.seed, parallelism: parallelism,
      progress: progress)
    return GRU4Rec(network: network, options: options, userCount: log.userCount)
  }

  /// The model after further training from the present parameters, on given sequences only.
  ///
  /// Adam starts anew, and how often an item is in a batch is counted in these sequences. The options are
  /// those of the fit.
  ///
  /// - Parameters:
  ///   - sequences: Items of the model, oldest first; those of fewer than two are left out.
  ///   - epochs: How often each is learned from, at least 0.
  ///   - seed: Determines batches, negatives and dropout.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the training.
  /// - Throws: `RecommenderError` for a number of epochs below 0, items outside the model, sequences all too
  ///   short, or if the loss leaves the finite numbers; whatever `progress` throws.
  public func continued(
    on sequences: [[Int32]], epochs: Int, seed: UInt64, parallelism: Parallelism = .automatic,
    progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> GRU4Rec {
    guard epochs >= 0 else {
      throw RecommenderError.invalidOption(
        name: "epochs", requirement: "\(epochs) is not at least 0")
    }
    for (number, sequence) in sequences.enumerated() {
      if let item = sequence.first(where: { !(0..<itemCount ~= Int($0)) }) {
        throw RecommenderError.shapeMismatch(
          what: "sequence \(number)", expected: "items below \(itemCount)", found: "\(item)")
      }
    }
    let trainer = try RecurrentTrainer(sequences, itemCount: itemCount, options: options)
    var result = self
    try trainer.train(
      &result.network, epochs: epochs, seed: seed, parallelism: parallelism, progress: progress)
    return result
  }
}
