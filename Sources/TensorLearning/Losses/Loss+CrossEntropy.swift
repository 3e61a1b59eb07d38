public import Tensor

extension Loss {
  /// The cross entropy of a softmax over each column, −log(e^s_y / Σ_c e^s_c).
  ///
  /// With a row for every class this is the full softmax. For a sampled softmax hand over the
  /// logits of the target and the sampled classes, each less the logarithm of how often it is
  /// expected in the sample if the loss is to approach the full one. [Jean2015, Eq. 8]
  ///
  /// - Parameters:
  ///   - logits: s, of shape `classes × n`: a column an example.
  ///   - targets: The row y of each column's target.
  ///   - weights: One for each column, finite; 1/n each if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The loss and its derivatives in the logits, w(softmax − 1[c = y]).
  /// - Throws: `LearningError.shapeMismatch` or `.indexOutOfRange`.
  /// - Complexity: An exponential and about 4 flops for each logit, one allocation. The largest logit
  ///   of a column is subtracted first: nothing overflows.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func crossEntropy<Scalar: TensorScalar>(
    logits: Matrix<Scalar>, targets: [Int], weights: [Scalar]? = nil,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> LossValue<Scalar> {
    let (rows, columns) = (logits.rows, logits.columns)
    try LearningError.requireShape(logits, rows, targets.count, "crossEntropy")
    try LearningError.requireIndices(targets, below: rows, "targets")
    try requireWeights(weights, columns)
    let blocks = parallelism.map(count: columns, chunk: block.columns) {
      range -> (loss: Double, gradient: [Scalar]) in
      var gradient = logits[0..., range]
      let loss = gradient.formCrossEntropyGradient(targets: targets[range]) { column in
        weights?[range.lowerBound + column] ?? 1 / Scalar(columns)
      }
      return (loss, gradient.storage)
    }
    return joined(blocks, rows, columns)
  }

  /// Throws unless there are as many weights as examples, if there are any.
  static func requireWeights<Scalar>(
    _ weights: [Scalar]?, _ count: Int
  ) throws(LearningError) {
    guard let weights, weights.count != count else { return }
    throw .shapeMismatch(
      operation: "loss", expected: "\(count) weights", found: "\(weights.count)")
  }

  /// The loss of all blocks, in their order.
  static func joined<Scalar: TensorScalar>(
    _ blocks: [(loss: Double, gradient: [Scalar])], _ rows: Int, _ columns: Int
  ) -> LossValue<Scalar> {
    LossValue(
      value: blocks.reduce(0) { $0 + $1.loss },
      gradient: Matrix(
        rows: rows, columns: columns, columnMajor: Array(blocks.map(\.gradient).joined())))
  }
}
