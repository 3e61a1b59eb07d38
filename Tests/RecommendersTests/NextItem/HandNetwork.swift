import Tensor
import TensorLearning

@testable import Recommenders

/// A recurrent network once more, one sequence, step and unit at a time.
struct HandNetwork {
  private let network: RecurrentNetwork<Double>
  private var rank: Int { network.items.rank }

  /// The same network.
  init(_ network: RecurrentNetwork<Double>) {
    self.network = network
  }

  /// The state after a history.
  func state(after history: some Collection<Int32>) -> [Double] {
    history.reduce([Double](repeating: 0, count: rank)) { next($0, Int($1)) }
  }

  /// The score of an item in a state.
  func score(_ item: Int, in state: [Double]) -> Double {
    state.indices.reduce(network.biases[0, item]) {
      $0 + state[$1] * network.items.table[$1, item]
    }
  }

  /// The logits of a batch's classes at each action to foresee, sequence after sequence.
  func logits(of batch: RecurrentBatch) -> [[Double]] {
    batch.sequences.flatMap { sequence in
      (1..<sequence.count).map { length in
        let state = state(after: sequence.prefix(length))
        return batch.classes.enumerated().map { place, item in
          score(item, in: state) - batch.logProbabilities[place]
        }
      }
    }
  }

  /// The cross entropy at each action to foresee, sequence after sequence.
  func losses(of batch: RecurrentBatch) -> [Double] {
    let targets = batch.sequences.flatMap { $0.dropFirst().map { Int($0) } }
    return zip(logits(of: batch), targets).map { logits, target in
      let own = batch.classes.firstIndex(of: target) ?? 0
      return Double._log(logits.reduce(0) { $0 + Double._exp($1) }) - logits[own]
    }
  }

  private func next(_ h: [Double], _ item: Int) -> [Double] {
    let x = (0..<rank).map { network.items.table[$0, item] }
    let layer = network.layer
    func sigmoid(_ x: Double) -> Double { 1 / (1 + Double._exp(-x)) }
    func product(_ weights: Matrix<Double>, _ row: Int, _ vector: [Double]) -> Double {
      vector.indices.reduce(0) { $0 + weights[row, $1] * vector[$1] }
    }
    return (0..<rank).map { unit in
      func input(_ gate: Int) -> Double {
        product(layer.inputWeights, gate * rank + unit, x)
          + layer.inputBias[gate * rank + unit, 0]
      }
      func state(_ gate: Int) -> Double {
        product(layer.stateWeights, gate * rank + unit, h)
          + layer.stateBias[gate * rank + unit, 0]
      }
      let r = sigmoid(input(0) + state(0))
      let z = sigmoid(input(1) + state(1))
      return (1 - z) * Double._tanh(input(2) + r * state(2)) + z * h[unit]
    }
  }
}
