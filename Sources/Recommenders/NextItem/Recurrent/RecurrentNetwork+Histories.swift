import Tensor
package import TensorLearning

extension RecurrentNetwork {
  /// The way of some histories, oldest item first, through the units; with the items, step after step.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func trace(
    of histories: [ArraySlice<Int32>]
  ) throws(LearningError) -> (trace: GRULayer<Scalar>.Trace, padded: [Int]) {
    let lengths = histories.map(\.count)
    let steps = lengths.max() ?? 0
    var padded = [Int](repeating: 0, count: steps * histories.count)
    for (number, history) in histories.enumerated() {
      for (step, item) in history.enumerated() {
        padded[step * histories.count + number] = Int(item)
      }
    }
    let trace = try layer.forward(
      items.table.selectingColumns(padded), lengths: lengths, steps: steps)
    return (trace, padded)
  }

  /// The gradient of a weighted sum of scores.
  ///
  /// - Parameters:
  ///   - slopes: The weight of an item's score after a history.
  ///   - histories: Items of the network, oldest first.
  /// - Complexity: 24 · rank² flops an item of the histories, shorter ones padded to the longest.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func gradient(
    ofScores slopes: [(query: Int, item: Int32, weight: Double)],
    after histories: [ArraySlice<Int32>]
  ) throws(LearningError) -> RecurrentNetwork {
    let (trace, padded) = try trace(of: histories)
    let states = trace.finalState
    let rank = items.rank
    var gradient = zeros
    var last = Matrix<Scalar>(rows: rank, columns: padded.count)
    // Derivatives in a final state belong to the last step.
    let first = padded.count - histories.count
    for slope in slopes {
      let (item, weight) = (Int(slope.item), Scalar(slope.weight))
      gradient.biases[0, item] += weight
      for row in 0..<rank {
        gradient.items.table[row, item] += weight * states[row, slope.query]
        if first >= 0 { last[row, first + slope.query] += weight * items.table[row, item] }
      }
    }
    let gradients = try layer.backward(last, trace: trace)
    gradient.layer = gradients.parameters
    // Steps beyond the end of a history have derivatives of 0.
    try ColumnGradient(scattering: gradients.inputs, to: padded).add(to: &gradient.items.table)
    return gradient
  }
}
