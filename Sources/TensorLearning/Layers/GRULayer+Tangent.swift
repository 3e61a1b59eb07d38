public import Tensor

extension GRULayer {
  /// The derivatives of a forward pass along a direction, and what derivatives of a backward pass need of them.
  public struct Tangents: Sendable {
    /// Parts of the batch, 64 sequences each, as in the trace.
    let parts: [Part]
    /// How many steps each sequence has.
    let lengths: [Int]
    /// The derivatives of the states after each step, of shape `stateCount × steps·n`.
    public let states: Matrix<Scalar>

    /// The derivatives of some of the sequences.
    struct Part: Sendable {
      let inputs: Matrix<Scalar>
      let states: Matrix<Scalar>
      /// Of the values of the gates r, z and n of every step.
      let gates: Matrix<Scalar>
      /// Of U_n h + c_n of every step.
      let resets: Matrix<Scalar>
    }
  }

  /// The derivatives of the states of every step along a direction in parameters and inputs: forward mode.
  ///
  /// - Parameters:
  ///   - direction: The derivatives of the parameters along the direction.
  ///   - inputs: Those of the inputs, of shape `inputCount × steps·n`; what masked steps hold does not matter.
  ///   - trace: The forward pass; its initial states stay as they are.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The derivatives, with what ``backwardTangents(_:_:along:trace:tangents:parallelism:)`` needs.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: Twice that of the forward pass, without its exponentials.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func tangents(
    along direction: GRULayer, inputs: Matrix<Scalar>, trace: Trace,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> Tangents {
    let (count, steps) = (trace.lengths.count, trace.steps)
    let name = "GRULayer.tangents"
    try LearningError.requireShape(inputs, inputCount, steps * count, name)
    try requireShape(of: direction, name)
    try requireOwn(trace, name)
    let parts = parallelism.map(count: count, chunk: Self.block) { range in
      trace.parts[range.lowerBound / Self.block].tangents(
        self, along: direction, inputs: inputs.stepColumns(range, of: count), steps: steps)
    }
    return Tangents(
      parts: parts, lengths: trace.lengths,
      states: .joiningSteps(parts.map(\.states), rows: stateCount, of: count, steps: steps))
  }

  /// Throws unless a direction has the shape of this layer.
  func requireShape(of direction: GRULayer, _ operation: String) throws(LearningError) {
    for path in Self.parameterPaths {
      let own = self[keyPath: path]
      try LearningError.requireShape(direction[keyPath: path], own.rows, own.columns, operation)
    }
  }
}

extension GRULayer.Trace.Part {
  /// The derivatives of these sequences' states.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func tangents(
    _ layer: GRULayer<Scalar>, along direction: GRULayer<Scalar>,
    inputs inputTangents: Matrix<Scalar>,
    steps: Int
  ) -> GRULayer<Scalar>.Tangents.Part {
    let (units, count) = (layer.stateCount, lengths.count)
    var arguments = layer.inputWeights * inputTangents
    arguments += direction.inputWeights * inputs
    let biases = direction.inputBias.storage
    let stateBiases = direction.stateBias.storage
    var gateTangents = Matrix<Scalar>(rows: 3 * units, columns: steps * count)
    var resetTangents = Matrix<Scalar>(rows: units, columns: steps * count)
    var result = resetTangents
    var state = Matrix<Scalar>(rows: units, columns: count)
    for step in 0..<steps {
      let before = states(before: step)
      var products = layer.stateWeights * state
      products += direction.stateWeights * before
      for sequence in 0..<count where step < lengths[sequence] {
        let column = step * count + sequence
        for unit in 0..<units {
          let (update, candidate) = (units + unit, 2 * units + unit)
          let (gate, own) = (column * 3 * units, sequence * 3 * units)
          let place = sequence * units + unit
          let r = gates.storage[gate + unit]
          let z = gates.storage[gate + update]
          let n = gates.storage[gate + candidate]
          func argument(_ row: Int) -> Scalar {
            arguments.storage[gate + row] + biases[row]
          }
          func product(_ row: Int) -> Scalar {
            products.storage[own + row] + stateBiases[row]
          }
          let resetChange = r * (1 - r) * (argument(unit) + product(unit))
          let updateChange = z * (1 - z) * (argument(update) + product(update))
          let inner = resetChange * resets.storage[column * units + unit] + r * product(candidate)
          let candidateChange = (1 - n * n) * (argument(candidate) + inner)
          state.storage[place] =
            (1 - z) * candidateChange + updateChange * (before.storage[place] - n)
            + z * state.storage[place]
          gateTangents.storage[gate + unit] = resetChange
          gateTangents.storage[gate + update] = updateChange
          gateTangents.storage[gate + candidate] = candidateChange
          resetTangents.storage[column * units + unit] = product(candidate)
        }
      }
      let first = step * state.storage.count
      for place in state.storage.indices { result.storage[first + place] = state.storage[place] }
    }
    return .init(
      inputs: inputTangents, states: result, gates: gateTangents, resets: resetTangents)
  }
}
