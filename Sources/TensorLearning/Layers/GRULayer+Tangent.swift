public import Tensor

extension GRULayer {
  /// The derivatives of the states of every step along a direction in parameters and inputs: forward mode.
  ///
  /// - Parameters:
  ///   - direction: The derivatives of the parameters along the direction.
  ///   - inputs: Those of the inputs, of shape `inputCount × steps·n`; what masked steps hold does not matter.
  ///   - trace: The forward pass; its initial states stay as they are.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A matrix of shape `stateCount × steps·n`.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: Twice that of the forward pass, without its exponentials.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func tangents(
    along direction: GRULayer, inputs: Matrix<Scalar>, trace: Trace,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> Matrix<Scalar> {
    let (count, steps) = (trace.lengths.count, trace.steps)
    let name = "GRULayer.tangents"
    try LearningError.requireShape(inputs, inputCount, steps * count, name)
    for path in Self.parameterPaths {
      let own = self[keyPath: path]
      try LearningError.requireShape(direction[keyPath: path], own.rows, own.columns, name)
    }
    try requireOwn(trace, name)
    let parts = parallelism.map(count: count, chunk: Self.block) { range in
      trace.parts[range.lowerBound / Self.block].tangents(
        self, along: direction, inputs: inputs.stepColumns(range, of: count), steps: steps)
    }
    return .joiningSteps(parts, rows: stateCount, of: count, steps: steps)
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
  ) -> Matrix<Scalar> {
    let (units, count) = (layer.stateCount, lengths.count)
    var arguments = layer.inputWeights * inputTangents
    arguments += direction.inputWeights * inputs
    let biases = direction.inputBias.storage
    let stateBiases = direction.stateBias.storage
    var result = Matrix<Scalar>(rows: units, columns: steps * count)
    var state = Matrix<Scalar>(rows: units, columns: count)
    for step in 0..<steps {
      let before = step == 0 ? initialState : states[0..., (step - 1) * count..<step * count]
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
        }
      }
      let first = step * state.storage.count
      for place in state.storage.indices { result.storage[first + place] = state.storage[place] }
    }
    return result
  }
}
