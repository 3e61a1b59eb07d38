public import Tensor

extension GRULayer {
  /// The derivatives of the gradients of ``backward(_:trace:parallelism:)`` along a direction in parameters, inputs
  /// and derivatives of states: forward over reverse mode, by which products with a Hessian are formed.
  ///
  /// [Pearlmutter1994]
  ///
  /// - Parameters:
  ///   - stateGradient: What the backward pass is given, of shape `stateCount × steps·n`.
  ///   - stateGradientTangents: The derivatives of that along the direction, of the same shape.
  ///   - direction: The derivatives of the parameters along the direction.
  ///   - trace: The forward pass.
  ///   - tangents: Its derivatives along the direction.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: Two backward passes.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func backwardTangents(
    _ stateGradient: Matrix<Scalar>, _ stateGradientTangents: Matrix<Scalar>,
    along direction: GRULayer, trace: Trace, tangents: Tangents,
    parallelism: Parallelism = .serial
  ) throws(LearningError) -> Gradients {
    let (count, steps) = (trace.lengths.count, trace.steps)
    let name = "GRULayer.backwardTangents"
    try LearningError.requireShape(stateGradient, stateCount, steps * count, name)
    try LearningError.requireShape(stateGradientTangents, stateCount, steps * count, name)
    guard tangents.states.rows == stateCount, tangents.lengths == trace.lengths,
      tangents.states.columns == steps * count
    else {
      throw .shapeMismatch(
        operation: name, expected: "derivatives of this forward pass",
        found: "those of \(tangents.lengths.count) sequences")
    }
    try requireShape(of: direction, name)
    try requireOwn(trace, name)
    let parts = parallelism.map(count: count, chunk: Self.block) { range in
      let part = range.lowerBound / Self.block
      return trace.parts[part].backwardTangents(
        self, along: direction, tangents: tangents.parts[part],
        stateGradient: (
          stateGradient.stepColumns(range, of: count),
          stateGradientTangents.stepColumns(range, of: count)
        ), steps: steps)
    }
    return .joining(parts, zeros, of: count, steps: steps)
  }
}

extension GRULayer.Trace.Part {
  /// The derivatives of the gradients of these sequences.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func backwardTangents(
    _ layer: GRULayer<Scalar>, along direction: GRULayer<Scalar>,
    tangents: GRULayer<Scalar>.Tangents.Part,
    stateGradient: (values: Matrix<Scalar>, tangents: Matrix<Scalar>), steps: Int
  ) -> GRULayer<Scalar>.Gradients {
    let (units, count) = (layer.stateCount, lengths.count)
    // As in the backward pass, each with its derivative along the direction.
    let wide = Matrix<Scalar>(rows: 3 * units, columns: steps * count)
    var inputParts = (values: wide, tangents: wide)
    var stateParts = inputParts
    let narrow = Matrix<Scalar>(rows: units, columns: count)
    var carried = (values: narrow, tangents: narrow)
    for step in (0..<steps).reversed() {
      let columns = step * count..<(step + 1) * count
      carried.values += stateGradient.values[0..., columns]
      carried.tangents += stateGradient.tangents[0..., columns]
      let before = states(before: step)
      let beforeTangents =
        step == 0 ? narrow : tangents.states[0..., (step - 1) * count..<step * count]
      for sequence in 0..<count where step < lengths[sequence] {
        let column = step * count + sequence
        for unit in 0..<units {
          let (place, state) = (column * units + unit, sequence * units + unit)
          let first = column * 3 * units + unit
          let (second, third) = (first + units, first + 2 * units)
          let (r, dr) = (gates.storage[first], tangents.gates.storage[first])
          let (z, dz) = (gates.storage[second], tangents.gates.storage[second])
          let (n, dn) = (gates.storage[third], tangents.gates.storage[third])
          let (value, change) = (carried.values.storage[state], carried.tangents.storage[state])
          let (s, ds) = (resets.storage[place], tangents.resets.storage[place])
          let difference = before.storage[state] - n
          let candidate = value * (1 - z) * (1 - n * n)
          let dCandidate =
            (change * (1 - z) - value * dz) * (1 - n * n) - 2 * value * (1 - z) * n * dn
          let update = value * difference * z * (1 - z)
          let dUpdate =
            (change * difference + value * (beforeTangents.storage[state] - dn)) * z * (1 - z)
            + value * difference * (1 - 2 * z) * dz
          let reset = candidate * s * r * (1 - r)
          let dReset =
            (dCandidate * s + candidate * ds) * r * (1 - r) + candidate * s * (1 - 2 * r) * dr
          carried.values.storage[state] = value * z
          carried.tangents.storage[state] = change * z + value * dz
          inputParts.values.storage[first] = reset
          inputParts.values.storage[second] = update
          inputParts.values.storage[third] = candidate
          inputParts.tangents.storage[first] = dReset
          inputParts.tangents.storage[second] = dUpdate
          inputParts.tangents.storage[third] = dCandidate
          stateParts.values.storage[first] = reset
          stateParts.values.storage[second] = update
          stateParts.values.storage[third] = candidate * r
          stateParts.tangents.storage[first] = dReset
          stateParts.tangents.storage[second] = dUpdate
          stateParts.tangents.storage[third] = dCandidate * r + candidate * dr
        }
      }
      let own = (
        values: stateParts.values[0..., columns], tangents: stateParts.tangents[0..., columns]
      )
      carried.values += layer.stateWeights.transposedTimes(own.values)
      carried.tangents += layer.stateWeights.transposedTimes(own.tangents)
      carried.tangents += direction.stateWeights.transposedTimes(own.values)
    }
    var inputGradients = layer.inputWeights.transposedTimes(inputParts.tangents)
    inputGradients += direction.inputWeights.transposedTimes(inputParts.values)
    var inputWeights = inputParts.tangents.timesTransposed(inputs)
    inputWeights += inputParts.values.timesTransposed(tangents.inputs)
    let zero = Matrix<Scalar>(rows: units, columns: steps == 0 ? 0 : count)
    let earlier = zero.appendingColumns(of: tangents.states[0..., 0..<max(0, steps - 1) * count])
    var stateWeights = stateParts.tangents.timesTransposed(previousStates(steps: steps))
    stateWeights += stateParts.values.timesTransposed(earlier)
    return GRULayer<Scalar>.Gradients(
      inputs: inputGradients, initialState: carried.tangents,
      parameters: GRULayer(
        inputWeights: inputWeights, stateWeights: stateWeights,
        inputBias: inputParts.tangents.columnSum(), stateBias: stateParts.tangents.columnSum()))
  }

  /// The states before a step.
  func states(before step: Int) -> Matrix<Scalar> {
    let count = lengths.count
    return step == 0 ? initialState : states[0..., (step - 1) * count..<step * count]
  }

  /// The states before every step.
  private func previousStates(steps: Int) -> Matrix<Scalar> {
    guard steps > 0 else { return states }
    return initialState.appendingColumns(of: states[0..., 0..<(steps - 1) * lengths.count])
  }
}
