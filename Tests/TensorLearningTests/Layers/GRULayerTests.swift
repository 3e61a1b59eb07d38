import Tensor
import TensorLearning
import Testing

/// `GRULayer.swift` and its extensions.
@Suite struct GRULayerTests {
  let lengths = [3, 1, 0]

  func layer<Scalar: TensorScalar>(_: Scalar.Type = Scalar.self) -> GRULayer<Scalar> {
    GRULayer(
      inputWeights: wave(9, 2, 1), stateWeights: wave(9, 3, 2), inputBias: wave(9, 1, 3),
      stateBias: wave(9, 1, 4))
  }

  func matchesTheReference<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let trace = try layer(Scalar.self).forward(
      wave(2, 9, 5), initialState: wave(3, 3, 6), lengths: lengths, steps: 3)
    let expected = Matrix<Scalar>(
      rows: 3, columns: 3,
      columnMajor: [
        -0.05262022363097935, -0.1858448963670681, -0.2391235656178104, 0.1773164952512312,
        -0.322043125965701, -0.5359600007688758, -0.2682864590002175, 0.2100835184133205,
        0.4953036778474352,
      ])
    #expect((trace.finalState - expected).greatestMagnitude <= 8 * Scalar.ulpOfOne)
    // Masked steps carry the state through.
    #expect(trace.states[0..., 6..<9] == trace.finalState)
    #expect(trace.states[0..., 1..<3] == trace.states[0..., 4..<6])
  }

  @Test func matchesNumPy() throws {
    try matchesTheReference(Double.self)
    try matchesTheReference(Float.self)
  }

  @Test func backwardIsTheGradient() throws {
    let layer = layer(Double.self)
    let (inputs, start): (Matrix<Double>, Matrix<Double>) = (
      randomMatrix(2, 16, seed: 1), randomMatrix(3, 4, seed: 2)
    )
    let lengths = [4, 2, 0, 3]
    let weight: Matrix<Double> = randomMatrix(3, 16, seed: 3)
    func loss(
      _ layer: GRULayer<Double>, _ inputs: Matrix<Double>, _ start: Matrix<Double>
    ) throws -> Double {
      weightedSum(
        weight,
        try layer.forward(inputs, initialState: start, lengths: lengths, steps: 4).states)
    }
    let trace = try layer.forward(inputs, initialState: start, lengths: lengths, steps: 4)
    let gradients = try layer.backward(weight, trace: trace)
    try expectGradient(gradients.inputs, at: inputs) { try loss(layer, $0, start) }
    try expectGradient(gradients.initialState, at: start) { try loss(layer, inputs, $0) }
    try expectGradient(gradients.parameters, at: layer) { try loss($0, inputs, start) }
    for column in 0..<16 where column / 4 >= lengths[column % 4] {
      #expect(gradients.inputs.column(column).norm == 0)
    }
  }

  private let direction = GRULayer<Double>(
    inputWeights: randomMatrix(9, 2, seed: 21), stateWeights: randomMatrix(9, 3, seed: 22),
    inputBias: randomMatrix(9, 1, seed: 23), stateBias: randomMatrix(9, 1, seed: 24))

  @Test func tangentsAreTheDerivativesAlongADirection() throws {
    let layer = layer(Double.self)
    let (inputs, start): (Matrix<Double>, Matrix<Double>) = (
      randomMatrix(2, 16, seed: 1), randomMatrix(3, 4, seed: 2)
    )
    let inputDirection: Matrix<Double> = randomMatrix(2, 16, seed: 25)
    let lengths = [4, 2, 0, 3]
    func states(_ step: Double) throws -> Matrix<Double> {
      var (moved, movedInputs) = (layer, inputs)
      for path in GRULayer<Double>.parameterPaths {
        moved[keyPath: path] += direction[keyPath: path] * step
      }
      movedInputs += inputDirection * step
      return try moved.forward(
        movedInputs, initialState: start, lengths: lengths, steps: 4
      ).states
    }
    let trace = try layer.forward(inputs, initialState: start, lengths: lengths, steps: 4)
    let tangents = try layer.tangents(
      along: direction, inputs: inputDirection, trace: trace
    ).states
    let width = 0x1p-17
    let expected = (try states(width) - states(-width)) * (0.5 / width)
    #expect((tangents - expected).greatestMagnitude < 1e-8)
    #expect(expected.greatestMagnitude > 0.1)
    #expect(throws: LearningError.self) {
      try layer.tangents(along: direction, inputs: inputs[0..., 0..<8], trace: trace)
    }
  }

  /// Of 70 sequences, which are more than one block, and of slopes that move too.
  @Test func backwardTangentsAreTheDerivativesOfGradients() throws {
    let layer = layer(Double.self)
    let (inputs, start): (Matrix<Double>, Matrix<Double>) = (
      randomMatrix(2, 280, seed: 1), randomMatrix(3, 70, seed: 2)
    )
    let (slopes, slopeDirection): (Matrix<Double>, Matrix<Double>) = (
      randomMatrix(3, 280, seed: 26), randomMatrix(3, 280, seed: 27)
    )
    let inputDirection: Matrix<Double> = randomMatrix(2, 280, seed: 25)
    let lengths = (0..<70).map { [4, 2, 0, 3][$0 % 4] }
    func gradients(_ step: Double) throws -> [Matrix<Double>] {
      var moved = layer
      for path in GRULayer<Double>.parameterPaths {
        moved[keyPath: path] += direction[keyPath: path] * step
      }
      let trace = try moved.forward(
        inputs + inputDirection * step, initialState: start, lengths: lengths, steps: 4)
      let found = try moved.backward(slopes + slopeDirection * step, trace: trace)
      return [found.inputs, found.initialState] + found.parameters.parameters
    }
    let trace = try layer.forward(inputs, initialState: start, lengths: lengths, steps: 4)
    let tangents = try layer.tangents(along: direction, inputs: inputDirection, trace: trace)
    let found = try layer.backwardTangents(
      slopes, slopeDirection, along: direction, trace: trace, tangents: tangents)
    let width = 0x1p-17
    let all = [found.inputs, found.initialState] + found.parameters.parameters
    for ((found, above), below) in zip(zip(all, try gradients(width)), try gradients(-width)) {
      let expected = (above - below) * (0.5 / width)
      #expect(expected.greatestMagnitude > 0.1)
      #expect((found - expected).greatestMagnitude < 1e-8 * expected.greatestMagnitude + 1e-8)
    }
    #expect(
      try layer.backwardTangents(
        slopes, slopeDirection, along: direction, trace: trace, tangents: tangents,
        parallelism: Parallelism(threads: 3)
      ).parameters == found.parameters)
    #expect(throws: LearningError.self) {
      try layer.backwardTangents(
        slopes, slopeDirection[0..., 0..<8], along: direction, trace: trace, tangents: tangents)
    }
  }

  @Test func aSequenceDoesNotSeeItsBatch() throws {
    // 150 sequences fill two blocks and a part of a third.
    let layer = layer(Double.self)
    let inputs: Matrix<Double> = randomMatrix(2, 5 * 150, seed: 4)
    var rng = SeededGenerator(seed: 5)
    let lengths = (0..<150).map { _ in rng.nextIndex(below: 6) }
    let together = try layer.forward(inputs, lengths: lengths, steps: 5)
    for sequence in [0, 63, 64, 149] {
      let own = inputs.selectingColumns((0..<5).map { $0 * 150 + sequence })
      let alone = try layer.forward(own, lengths: [lengths[sequence]], steps: 5)
      let difference =
        together.states.selectingColumns((0..<5).map { $0 * 150 + sequence }) - alone.states
      #expect(difference.greatestMagnitude <= 16 * Double.ulpOfOne)
    }
  }

  @Test func threadsDoNotChangeBits() throws {
    let layer = layer(Float.self)
    let inputs: Matrix<Float> = randomMatrix(2, 4 * 200, seed: 6)
    let weight: Matrix<Float> = randomMatrix(3, 4 * 200, seed: 7)
    var rng = SeededGenerator(seed: 8)
    let lengths = (0..<200).map { _ in rng.nextIndex(below: 5) }
    let results = try [1, 3].map { threads in
      let parallelism = Parallelism(threads: threads)
      let trace = try layer.forward(
        inputs, lengths: lengths, steps: 4, parallelism: parallelism)
      return (trace.states, try layer.backward(weight, trace: trace, parallelism: parallelism))
    }
    #expect(results[0].0 == results[1].0)
    #expect(results[0].1.inputs == results[1].1.inputs)
    #expect(results[0].1.initialState == results[1].1.initialState)
    #expect(results[0].1.parameters == results[1].1.parameters)
  }

  @Test(arguments: [0, 3]) func emptyBatchesAndNoSteps(count: Int) throws {
    let layer = layer(Double.self)
    let steps = count == 0 ? 4 : 0
    let trace = try layer.forward(
      Matrix(rows: 2, columns: 0), lengths: Array(repeating: 0, count: count), steps: steps)
    #expect(trace.finalState == Matrix(rows: 3, columns: count))
    let gradients = try layer.backward(Matrix(rows: 3, columns: 0), trace: trace)
    #expect(gradients.parameters == layer.zeros)
    #expect(gradients.initialState == Matrix(rows: 3, columns: count))
  }

  @Test func saturatedGatesStayFinite() throws {
    var layer = layer(Double.self)
    layer.scale(by: 1e6)
    let trace = try layer.forward(
      randomMatrix(2, 8, seed: 9), initialState: randomMatrix(3, 2, seed: 10),
      lengths: [4, 4], steps: 4)
    #expect(trace.states.isFinite)
    let gradients = try layer.backward(randomMatrix(3, 8, seed: 11), trace: trace)
    #expect(gradients.inputs.isFinite && gradients.initialState.isFinite)
  }

  @Test func rejectsWhatDoesNotFit() throws {
    let layer = layer(Double.self)
    let inputs = Matrix<Double>(rows: 2, columns: 6)
    #expect(
      throws: LearningError.shapeMismatch(
        operation: "GRULayer.forward", expected: "2 × 9", found: "2 × 6")
    ) { try layer.forward(inputs, lengths: lengths, steps: 3) }
    #expect(throws: LearningError.self) {
      try layer.forward(
        inputs, initialState: Matrix(rows: 3, columns: 2), lengths: lengths, steps: 2)
    }
    #expect(
      throws: LearningError.invalidData(
        what: "the length of sequence 0", requirement: "3 is not in 0...2")
    ) { try layer.forward(inputs, lengths: lengths, steps: 2) }
    #expect(throws: LearningError.self) {
      try layer.forward(Matrix(rows: 2, columns: 0), lengths: [], steps: -1)
    }
    let trace = try layer.forward(inputs, lengths: [2, 1, 0], steps: 2)
    #expect(throws: LearningError.self) {
      try layer.backward(Matrix(rows: 3, columns: 5), trace: trace)
    }
    var rng = SeededGenerator(seed: 1)
    let other = try GRULayer<Double>(inputs: 4, states: 3, using: &rng)
    #expect(throws: LearningError.self) {
      try other.backward(Matrix(rows: 3, columns: 6), trace: trace)
    }
    #expect(throws: LearningError.self) {
      try GRULayer<Double>(inputs: 4, states: 0, using: &rng)
    }
  }
}
