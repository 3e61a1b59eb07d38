public import Tensor

/// A linear layer, y = Wx + b for each column x of a batch.
public struct Linear<Scalar: TensorScalar>: Parameterized, Equatable {
  /// W, of shape `outputs × inputs`.
  public var weights: Matrix<Scalar>
  /// b, of shape `outputs × 1`.
  public var bias: Matrix<Scalar>

  /// The number of rows of an input.
  public var inputCount: Int { weights.columns }
  /// The number of rows of an output.
  public var outputCount: Int { weights.rows }

  /// A layer of given parameters.
  ///
  /// - Precondition: `bias` is `weights.rows × 1`.
  public init(weights: Matrix<Scalar>, bias: Matrix<Scalar>) {
    precondition(
      bias.rows == weights.rows && bias.columns == 1,
      "a bias of \(bias.shape) for weights of \(weights.shape)")
    self.weights = weights
    self.bias = bias
  }

  /// A layer of random weights and a bias of zero.
  ///
  /// - Parameters:
  ///   - inputs: The number of rows of an input, at least 1.
  ///   - outputs: The number of rows of an output, at least 1.
  ///   - initialization: Of the weights.
  ///   - rng: The source of randomness.
  /// - Throws: `LearningError.invalidOption`.
  public init(
    inputs: Int, outputs: Int, initialization: Initialization = .xavier,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    try Initialization.requireSize(inputs, "inputs")
    try Initialization.requireSize(outputs, "outputs")
    weights = try initialization.matrix(
      outputs, inputs, inputs: inputs, outputs: outputs, using: &rng)
    bias = Matrix(rows: outputs, columns: 1)
  }

  /// Where W and b are.
  public static var parameterPaths: [WritableKeyPath<Linear, Matrix<Scalar>>] {
    [\.weights, \.bias]
  }

  /// Wx + b for each column.
  ///
  /// - Parameters:
  ///   - input: A column an example, of shape `inputCount × n`.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The outputs, of shape `outputCount × n`.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: 2·`outputCount`·`inputCount`·n flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func forward(
    _ input: Matrix<Scalar>, parallelism: Parallelism = .serial
  ) throws(LearningError) -> Matrix<Scalar> {
    try LearningError.requireShape(input, inputCount, input.columns, "Linear.forward")
    var output = weights.times(input, parallelism: parallelism)
    output.addToColumns(bias)
    return output
  }

  /// The gradients of input and parameters, from that of the output.
  ///
  /// - Parameters:
  ///   - outputGradient: Of shape `outputCount × n`.
  ///   - input: What was given to ``forward(_:parallelism:)``, of shape `inputCount × n`.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: Wᵀg for each column g, and Σ gxᵀ and Σ g.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: 4·`outputCount`·`inputCount`·n flops.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func backward(
    _ outputGradient: Matrix<Scalar>, input: Matrix<Scalar>,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> (input: Matrix<Scalar>, parameters: Linear) {
    let name = "Linear.backward"
    try LearningError.requireShape(input, inputCount, input.columns, name)
    try LearningError.requireShape(outputGradient, outputCount, input.columns, name)
    return (
      weights.transposedTimes(outputGradient, parallelism: parallelism),
      Linear(
        weights: outputGradient.timesTransposed(input, parallelism: parallelism),
        bias: outputGradient.columnSum())
    )
  }
}
