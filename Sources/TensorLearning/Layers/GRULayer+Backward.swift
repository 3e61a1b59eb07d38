public import Tensor

extension GRULayer {
  /// The gradients of a batch of sequences.
  public struct Gradients: Sendable {
    /// Of the inputs, of shape `inputCount × steps·n`; zero at masked steps.
    public let inputs: Matrix<Scalar>
    /// Of the initial state, of shape `stateCount × n`.
    public let initialState: Matrix<Scalar>
    /// Of the parameters, summed over the batch.
    public let parameters: GRULayer
  }

  /// The gradients of inputs, initial state and parameters: backpropagation through time.
  ///
  /// - Parameters:
  ///   - stateGradient: The derivatives of a loss in the states of every step, of shape
  ///     `stateCount × steps·n`; zero where the loss does not see a state. Derivatives in a final
  ///     state belong to the last step.
  ///   - trace: The forward pass.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `LearningError.shapeMismatch`.
  /// - Complexity: 12·`stateCount`·(`inputCount` + `stateCount`) flops for each step of each
  ///   sequence. Derivatives of parameters are summed for 64 sequences each, then in order.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func backward(
    _ stateGradient: Matrix<Scalar>, trace: Trace, parallelism: Parallelism = .serial
  ) throws(LearningError) -> Gradients {
    let (count, steps) = (trace.lengths.count, trace.steps)
    let name = "GRULayer.backward"
    try LearningError.requireShape(stateGradient, stateCount, steps * count, name)
    try requireOwn(trace, name)
    let parts = parallelism.map(count: count, chunk: Self.block) { range in
      trace.parts[range.lowerBound / Self.block].backward(
        self, stateGradient: stateGradient.stepColumns(range, of: count), steps: steps)
    }
    return .joining(parts, zeros, of: count, steps: steps)
  }
}

extension GRULayer.Gradients {
  /// The gradients of a batch from those of its parts, in order; `zeros` is a layer of zeros.
  static func joining(
    _ parts: [Self], _ zeros: GRULayer<Scalar>, of count: Int, steps: Int
  ) -> Self {
    var parameters = zeros
    var initialState = Matrix<Scalar>(rows: zeros.stateCount, columns: 0)
    for part in parts {
      parameters.add(part.parameters)
      initialState = initialState.appendingColumns(of: part.initialState)
    }
    return Self(
      inputs: .joiningSteps(parts.map(\.inputs), rows: zeros.inputCount, of: count, steps: steps),
      initialState: initialState, parameters: parameters)
  }
}

extension GRULayer {
  /// Throws unless a trace is of a layer of this shape.
  func requireOwn(_ trace: Trace, _ operation: String) throws(LearningError) {
    guard trace.stateCount == stateCount,
      trace.parts.allSatisfy({ $0.inputs.rows == inputCount })
    else {
      throw .shapeMismatch(
        operation: operation, expected: "the trace of a layer of this shape",
        found: "one of \(trace.stateCount) units")
    }
  }
}

extension GRULayer.Trace.Part {
  /// The gradients of these sequences.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func backward(
    _ layer: GRULayer<Scalar>, stateGradient: Matrix<Scalar>, steps: Int
  ) -> GRULayer<Scalar>.Gradients {
    let (units, count) = (layer.stateCount, lengths.count)
    // Derivatives in the gates' arguments, and in the parts of them that come from the state.
    var inputParts = Matrix<Scalar>(rows: 3 * units, columns: steps * count)
    var stateParts = inputParts
    var previousStates = Matrix<Scalar>(rows: units, columns: steps * count)
    var carried = Matrix<Scalar>(rows: units, columns: count)
    var stepParts = Matrix<Scalar>(rows: 3 * units, columns: count)
    for step in (0..<steps).reversed() {
      carried += stateGradient[0..., step * count..<(step + 1) * count]
      let before = states(before: step)
      for sequence in 0..<count {
        let column = step * count + sequence
        for unit in 0..<units {
          let place = column * units + unit
          let state = sequence * units + unit
          previousStates.storage[place] = before.storage[state]
          let (first, own) = (column * 3 * units + unit, sequence * 3 * units + unit)
          guard step < lengths[sequence] else {
            // A masked step has no derivatives of its own and passes `carried` on.
            for gate in 0..<3 { stepParts.storage[own + gate * units] = 0 }
            continue
          }
          let r = gates.storage[first]
          let z = gates.storage[first + units]
          let n = gates.storage[first + 2 * units]
          let derivative = carried.storage[state]
          let candidate = derivative * (1 - z) * (1 - n * n)
          let update = derivative * (before.storage[state] - n) * z * (1 - z)
          let reset = candidate * resets.storage[place] * r * (1 - r)
          carried.storage[state] = derivative * z
          inputParts.storage[first] = reset
          inputParts.storage[first + units] = update
          inputParts.storage[first + 2 * units] = candidate
          stepParts.storage[own] = reset
          stepParts.storage[own + units] = update
          stepParts.storage[own + 2 * units] = candidate * r
        }
      }
      let first = step * stepParts.storage.count
      for place in stepParts.storage.indices {
        stateParts.storage[first + place] = stepParts.storage[place]
      }
      carried += layer.stateWeights.transposedTimes(stepParts)
    }
    return GRULayer<Scalar>.Gradients(
      inputs: layer.inputWeights.transposedTimes(inputParts),
      initialState: carried,
      parameters: GRULayer(
        inputWeights: inputParts.timesTransposed(inputs),
        stateWeights: stateParts.timesTransposed(previousStates),
        inputBias: inputParts.columnSum(), stateBias: stateParts.columnSum()))
  }
}
