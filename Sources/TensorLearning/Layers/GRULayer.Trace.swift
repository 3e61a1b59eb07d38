public import Tensor

extension GRULayer {
  /// The states of a forward pass, and what the backward pass needs of it.
  public struct Trace: Sendable {
    /// Parts of the batch, 64 sequences each.
    let parts: [Part]
    /// How many steps each sequence has.
    public let lengths: [Int]
    /// The number of time steps.
    public let steps: Int
    /// The number of units.
    let stateCount: Int

    /// The states after each step, of shape `stateCount × steps·n`, step after step.
    ///
    /// - Complexity: A copy if there are more than 64 sequences.
    public var states: Matrix<Scalar> {
      .joiningSteps(parts.map(\.states), rows: stateCount, of: lengths.count, steps: steps)
    }

    /// The states at the end of each sequence, of shape `stateCount × n`.
    public var finalState: Matrix<Scalar> {
      parts.reduce(Matrix(rows: stateCount, columns: 0)) { result, part in
        result.appendingColumns(of: part.finalState)
      }
    }
  }
}

extension GRULayer.Trace {
  /// The forward pass of some of the sequences.
  struct Part: Sendable {
    let inputs: Matrix<Scalar>
    let initialState: Matrix<Scalar>
    let lengths: [Int]
    /// h′ of every step.
    private(set) var states: Matrix<Scalar>
    /// The values of the gates r, z and n of every step.
    private(set) var gates: Matrix<Scalar>
    /// U_n h + c_n of every step.
    private(set) var resets: Matrix<Scalar>
    /// h′ of the last step.
    private(set) var finalState: Matrix<Scalar>

    /// Computes all steps.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    init(
      _ layer: GRULayer<Scalar>, inputs: Matrix<Scalar>, initialState: Matrix<Scalar>,
      lengths: [Int], steps: Int
    ) {
      let units = layer.stateCount
      self.inputs = inputs
      self.initialState = initialState
      self.lengths = lengths
      states = Matrix(rows: units, columns: inputs.columns)
      resets = states
      gates = layer.inputWeights * inputs
      finalState = initialState
      var products = Matrix<Scalar>(rows: 3 * units, columns: lengths.count)
      for step in 0..<steps {
        products.formProduct(layer.stateWeights, finalState)
        for sequence in lengths.indices where step < lengths[sequence] {
          Self.advance(
            layer, column: step * lengths.count + sequence, sequence, products: products,
            gates: &gates, resets: &resets, state: &finalState)
        }
        let first = step * lengths.count * units
        for place in finalState.storage.indices {
          states.storage[first + place] = finalState.storage[place]
        }
      }
    }

    /// Moves the state of one sequence by one step, `products` being U times the states before it.
    @inline(__always)
    private static func advance(
      _ layer: GRULayer<Scalar>, column: Int, _ sequence: Int, products: Matrix<Scalar>,
      gates: inout Matrix<Scalar>, resets: inout Matrix<Scalar>, state: inout Matrix<Scalar>
    ) {
      let units = state.rows
      let (gate, product) = (column * 3 * units, sequence * 3 * units)
      let inputBias = layer.inputBias.storage.span
      let stateBias = layer.stateBias.storage.span
      let products = products.storage.span
      var gates = gates.storage.mutableSpan
      var resets = resets.storage.mutableSpan
      var states = state.storage.mutableSpan
      for unit in 0..<units {
        let (update, candidate) = (units + unit, 2 * units + unit)
        let r = Scalar.sigmoid(
          gates[gate + unit] + inputBias[unit] + products[product + unit] + stateBias[unit])
        let z = Scalar.sigmoid(
          gates[gate + update] + inputBias[update] + products[product + update]
            + stateBias[update])
        let reset = products[product + candidate] + stateBias[candidate]
        let n = Scalar._tanh(gates[gate + candidate] + inputBias[candidate] + r * reset)
        let place = sequence * units + unit
        states[place] = (1 - z) * n + z * states[place]
        resets[column * units + unit] = reset
        gates[gate + unit] = r
        gates[gate + update] = z
        gates[gate + candidate] = n
      }
    }
  }
}
