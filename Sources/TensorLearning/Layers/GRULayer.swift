public import Tensor

/// A layer of gated recurrent units.
///
/// With input x, state h before the step and h′ after it, all of a sequence's units together:
///
///     r = σ(W_r x + b_r + U_r h + c_r)            reset gate
///     z = σ(W_z x + b_z + U_z h + c_z)            update gate
///     n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n))   candidate
///     h′ = (1 − z) ⊙ n + z ⊙ h                    [Cho2014, Eqs. 5–8]
///
/// It departs from the paper as PyTorch's and cuDNN's units do: the reset gate acts after the
/// product with U_n, not before it, and there are two biases. Gates stand in the order r, z, n, so
/// that the parameters of `torch.nn.GRU` can be used as they are.
public struct GRULayer<Scalar: TensorScalar>: Parameterized, Equatable {
  /// W_r, W_z and W_n, one above the other, of shape `3·stateCount × inputCount`.
  public var inputWeights: Matrix<Scalar>
  /// U_r, U_z and U_n, one above the other, of shape `3·stateCount × stateCount`.
  public var stateWeights: Matrix<Scalar>
  /// b_r, b_z and b_n, of shape `3·stateCount × 1`.
  public var inputBias: Matrix<Scalar>
  /// c_r, c_z and c_n, of shape `3·stateCount × 1`.
  public var stateBias: Matrix<Scalar>

  /// The number of rows of an input.
  public var inputCount: Int { inputWeights.columns }
  /// The number of units.
  public var stateCount: Int { stateWeights.columns }

  /// A layer of given parameters.
  ///
  /// - Precondition: The shapes are as said above.
  public init(
    inputWeights: Matrix<Scalar>, stateWeights: Matrix<Scalar>, inputBias: Matrix<Scalar>,
    stateBias: Matrix<Scalar>
  ) {
    let gates = 3 * stateWeights.columns
    precondition(
      stateWeights.rows == gates && inputWeights.rows == gates && inputBias.rows == gates
        && stateBias.rows == gates && inputBias.columns == 1 && stateBias.columns == 1,
      """
      a layer of \(inputWeights.shape) and \(stateWeights.shape) weights with biases of \
      \(inputBias.shape) and \(stateBias.shape)
      """)
    self.inputWeights = inputWeights
    self.stateWeights = stateWeights
    self.inputBias = inputBias
    self.stateBias = stateBias
  }

  /// A layer of random weights and biases of zero.
  ///
  /// - Parameters:
  ///   - inputs: The number of rows of an input, at least 1.
  ///   - states: The number of units, at least 1.
  ///   - initialization: Of the weights; each gate counts as a layer of its own.
  ///   - rng: The source of randomness.
  /// - Throws: `LearningError.invalidOption`.
  public init(
    inputs: Int, states: Int, initialization: Initialization = .xavier,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    try Initialization.requireSize(inputs, "inputs")
    try Initialization.requireSize(states, "states")
    let gates = 3 * states
    inputWeights = try initialization.matrix(
      gates, inputs, inputs: inputs, outputs: states, using: &rng)
    stateWeights = try initialization.matrix(
      gates, states, inputs: states, outputs: states, using: &rng)
    inputBias = Matrix(rows: gates, columns: 1)
    stateBias = inputBias
  }

  /// Where the four parameters are.
  public static var parameterPaths: [WritableKeyPath<GRULayer, Matrix<Scalar>>] {
    [\.inputWeights, \.stateWeights, \.inputBias, \.stateBias]
  }
}
