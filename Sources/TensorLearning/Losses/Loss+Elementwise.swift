public import Tensor

extension Loss {
  /// The pairwise loss of Bayesian personalized ranking, −log σ(d).
  ///
  /// [Rendle2009, §4.1]
  ///
  /// - Parameters:
  ///   - differences: d, the score of what was chosen less that of what was not, of any shape.
  ///   - weights: One for each element in column order, finite; 1/n each if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The loss and its derivatives in the differences, −wσ(−d).
  /// - Throws: `LearningError.shapeMismatch` for a wrong number of weights.
  /// - Complexity: Two exponentials and a logarithm for each element.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func bayesianRanking<Scalar: TensorScalar>(
    differences: Matrix<Scalar>, weights: [Scalar]? = nil,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> LossValue<Scalar> {
    try elementwise(differences, weights, parallelism) { _, difference in
      (-Scalar.logSigmoid(difference), -Scalar.sigmoid(-difference))
    }
  }

  /// The squared error, (p − y)².
  ///
  /// - Parameters:
  ///   - predictions: p, of any shape.
  ///   - targets: y, of the same shape.
  ///   - weights: One for each element in column order, finite; 1/n each if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The loss and its derivatives in the predictions, 2w(p − y).
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: About 5 flops for each element.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func squaredError<Scalar: TensorScalar>(
    predictions: Matrix<Scalar>, targets: Matrix<Scalar>, weights: [Scalar]? = nil,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> LossValue<Scalar> {
    try LearningError.requireShape(
      targets, predictions.rows, predictions.columns, "squaredError")
    return try elementwise(predictions, weights, parallelism) { place, prediction in
      let error = prediction - targets.storage[place]
      return (error * error, 2 * error)
    }
  }

  /// Huber's loss: e²/2 for errors e = p − y up to δ, δ(|e| − δ/2) beyond.
  ///
  /// [Huber1964]
  ///
  /// - Parameters:
  ///   - predictions: p, of any shape.
  ///   - targets: y, of the same shape.
  ///   - width: δ, positive.
  ///   - weights: One for each element in column order, finite; 1/n each if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The loss and its derivatives in the predictions, w·e cut off at ±wδ.
  /// - Throws: `LearningError.shapeMismatch`; `.invalidOption` for a width that is not positive.
  /// - Complexity: About 5 flops for each element.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func huber<Scalar: TensorScalar>(
    predictions: Matrix<Scalar>, targets: Matrix<Scalar>, width: Scalar = 1,
    weights: [Scalar]? = nil, parallelism: Parallelism = .serial
  ) throws(LearningError) -> LossValue<Scalar> {
    try LearningError.requireShape(targets, predictions.rows, predictions.columns, "huber")
    try LearningError.require(width > 0, "width", "\(width) is not positive")
    return try elementwise(predictions, weights, parallelism) { place, prediction in
      let error = prediction - targets.storage[place]
      // Comparisons are such that NaN stays NaN.
      if abs(error) > width {
        return (width * (abs(error) - width / 2), error < 0 ? -width : width)
      }
      return (error * error / 2, error)
    }
  }

  /// A loss of single elements: `body` gives that of one, by its place and value, and its derivative.
  @inline(__always)
  private static func elementwise<Scalar: TensorScalar>(
    _ inputs: Matrix<Scalar>, _ weights: [Scalar]?, _ parallelism: Parallelism,
    _ body: @Sendable (_ place: Int, _ input: Scalar) -> (Scalar, Scalar)
  ) throws(LearningError) -> LossValue<Scalar> {
    let count = inputs.storage.count
    try requireWeights(weights, count)
    let blocks = parallelism.map(count: count, chunk: block.elements) {
      range -> (loss: Double, gradient: [Scalar]) in
      var loss = 0.0
      var gradient = [Scalar](repeating: 0, count: range.count)
      for place in range {
        let weight = weights?[place] ?? 1 / Scalar(count)
        let (value, derivative) = body(place, inputs.storage[place])
        loss += Double(weight) * Double(value)
        gradient[place - range.lowerBound] = weight * derivative
      }
      return (loss, gradient)
    }
    return joined(blocks, inputs.rows, inputs.columns)
  }
}
