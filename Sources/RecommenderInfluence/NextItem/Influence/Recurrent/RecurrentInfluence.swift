import RecommenderData
import Recommenders
import Tensor

/// The influence of injected sequences on a recurrent network, once s = (H + δI)⁻¹∇f is known.
///
/// A controlled user has no parameters of its own: an action's reward is how far s goes down its cross entropy.
struct RecurrentInfluence: Sendable {
  private let network: RecurrentNetwork<Float>
  private let solution: RecurrentNetwork<Float>
  /// Clean actions whose items injected ones compete with.
  private let rivals: RecurrentBatch
  private let shares: [Double]
  private let options: GRU4RecOptions

  /// The influence by a solution.
  init(
    _ solution: RecurrentNetwork<Float>, on network: RecurrentNetwork<Float>, data: RecurrentData,
    options: GRU4RecOptions, seed: UInt64
  ) {
    self.network = network
    self.solution = solution
    self.options = options
    // An injected action makes its item one to foresee.
    let least = 1 / Double(data.actionCount)
    shares = data.shares.map { max($0, least) }
    // Sequences of all lengths, as many as a batch has.
    var rng = SeededGenerator(seed: seed, stream: 1)
    var order = Array(data.sequences.indices)
    order.pinnedShuffle(using: &rng)
    var (chosen, actions) = ([[Int32]](), 0)
    for index in order where actions < options.batchActions {
      chosen.append(data.sequences[index])
      actions += data.sequences[index].count - 1
    }
    rivals = RecurrentBatch(
      chosen, shares: data.shares, negatives: options.negatives, using: &rng)
  }
}

extension RecurrentInfluence: SequenceEstimator {
  func estimate(of sequence: FakeSequence) -> Double {
    rewards(of: sequence).reduce(0, +)
  }

  func rewards(of sequence: FakeSequence) -> [Double] {
    let learned = sequence.items.suffix(options.maximumLength + 1).map { Int32($0) }
    var rewards = [Double](repeating: 0, count: sequence.count)
    guard learned.count >= 2 else { return rewards }
    let batch = RecurrentBatch(
      [learned], among: rivals, shares: shares, negatives: options.negatives)
    do {
      // The first action is foreseen by nothing.
      let first = sequence.count - learned.count + 1
      for (place, tangent) in try network.lossTangents(of: batch, along: solution).enumerated() {
        rewards[first + place] = -tangent
      }
    } catch {
      // It refuses shapes only, and these are those of the network.
      preconditionFailure("\(error)")
    }
    return rewards
  }
}
