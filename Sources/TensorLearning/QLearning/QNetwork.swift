public import Tensor

/// What each next action is worth, by the actions so far.
///
/// Actions are embedded, a GRU carries them as a state, and a linear layer has one value for each
/// next action. [Mnih2015] The beginning of an episode counts as an action of its own.
public struct QNetwork<Scalar: TensorScalar>: Parameterized, Equatable {
  /// The vectors of actions, and last that of the beginning.
  var embedding: Embedding<Scalar>
  /// What carries the state.
  var recurrence: GRULayer<Scalar>
  /// From states to values.
  var output: Linear<Scalar>

  /// The number of actions.
  public var actionCount: Int { output.outputCount }

  /// A network of random weights.
  ///
  /// - Parameters:
  ///   - actionCount: At least 1.
  ///   - embeddingRank: The length of an action's vector, at least 1.
  ///   - stateCount: The number of units, at least 1.
  ///   - rng: The source of randomness; all weights start as Xavier's.
  /// - Throws: `LearningError.invalidOption`.
  public init(
    actionCount: Int, embeddingRank: Int, stateCount: Int,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    try Initialization.requireSize(actionCount, "actionCount")
    embedding = try Embedding(count: actionCount + 1, rank: embeddingRank, using: &rng)
    recurrence = try GRULayer(inputs: embeddingRank, states: stateCount, using: &rng)
    output = try Linear(inputs: stateCount, outputs: actionCount, using: &rng)
  }

  /// A network of given parameters, of a file for example.
  ///
  /// - Parameter parameters: In the order of ``parameterPaths``.
  /// - Throws: `LearningError.shapeMismatch` for matrices that are not those of a network;
  ///   `.invalidData` for one that is not finite.
  public init(parameters: [Matrix<Scalar>]) throws(LearningError) {
    guard parameters.count == 7, !parameters[0].isEmpty, parameters[0].columns > 1,
      !parameters[2].isEmpty
    else {
      throw .shapeMismatch(
        operation: "QNetwork", expected: "seven matrices of a network",
        found: "\(parameters.map(\.shape))")
    }
    let (rank, actions) = (parameters[0].rows, parameters[0].columns - 1)
    let gates = parameters[2].rows
    let states = parameters[2].columns
    guard gates == 3 * states else {
      throw .shapeMismatch(
        operation: "parameter 2", expected: "three gates of \(states) units",
        found: "\(gates) rows")
    }
    let shapes = [
      (rank, actions + 1), (gates, rank), (gates, states), (gates, 1), (gates, 1),
      (actions, states), (actions, 1),
    ]
    for (place, (rows, columns)) in shapes.enumerated() {
      try LearningError.requireParameter(parameters[place], rows, columns, place)
    }
    embedding = Embedding(table: parameters[0])
    recurrence = GRULayer(
      inputWeights: parameters[1], stateWeights: parameters[2], inputBias: parameters[3],
      stateBias: parameters[4])
    output = Linear(weights: parameters[5], bias: parameters[6])
  }

  /// Where the parameters of all layers are: embedding, recurrence, output.
  public static var parameterPaths: [WritableKeyPath<QNetwork, Matrix<Scalar>>] {
    paths(in: \.embedding) + paths(in: \.recurrence) + paths(in: \.output)
  }
}

extension QNetwork {
  /// A forward pass, with what the backward pass needs.
  struct Trace {
    /// What was embedded at each step, step after step.
    let indices: [Int]
    /// The states after each step.
    let states: Matrix<Scalar>
    /// What the backward pass of the recurrence needs.
    let recurrence: GRULayer<Scalar>.Trace
    /// The values of all next actions, of shape `actionCount × steps·episodes`.
    let values: Matrix<Scalar>
  }

  /// The values before each of the first `steps` actions of some episodes.
  ///
  /// - Throws: `LearningError` for an action out of range.
  func forward(
    _ episodes: [[Int]], steps: Int, parallelism: Parallelism
  ) throws(LearningError) -> Trace {
    var indices: [Int] = []
    indices.reserveCapacity(steps * episodes.count)
    for step in 0..<steps {
      for episode in episodes { indices.append(step == 0 ? actionCount : episode[step - 1]) }
    }
    let trace = try recurrence.forward(
      embedding.lookup(indices), lengths: Array(repeating: steps, count: episodes.count),
      steps: steps, parallelism: parallelism)
    let states = trace.states
    return Trace(
      indices: indices, states: states, recurrence: trace,
      values: try output.forward(states, parallelism: parallelism))
  }

  /// The gradient of the parameters, from that of the values.
  func backward(
    _ valueGradient: Matrix<Scalar>, trace: Trace, parallelism: Parallelism
  ) throws(LearningError) -> QNetwork {
    var result = self
    let last = try output.backward(
      valueGradient, input: trace.states, parallelism: parallelism)
    let recurrent = try recurrence.backward(
      last.input, trace: trace.recurrence, parallelism: parallelism)
    result.output = last.parameters
    result.recurrence = recurrent.parameters
    result.embedding.table = try embedding.backward(
      recurrent.inputs, indices: trace.indices, parallelism: parallelism
    ).dense(count: embedding.count)
    return result
  }

  /// Carries states on by one action of each episode, `actionCount` for the beginning, and gives
  /// the values of all next ones.
  func advance(
    _ states: inout Matrix<Scalar>, by actions: [Int]
  ) throws(LearningError) -> Matrix<Scalar> {
    states = try recurrence.forward(
      embedding.lookup(actions), initialState: states,
      lengths: Array(repeating: 1, count: actions.count), steps: 1
    ).finalState
    return try output.forward(states)
  }
}
