import Tensor
import TensorLearning
import Testing

/// `Adam.swift`, `ColumnAdam.swift`, `AdamStep.swift`, `AdamOptions.swift`.
@Suite struct AdamTests {
  let options = AdamOptions(
    learningRate: 0.1, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-3)

  func matchesTheReference<Scalar: TensorScalar>(_: Scalar.Type) throws {
    // The parameters stand in two columns of a table.
    var table = Embedding<Scalar>(table: [[1, -2]])
    var adam = try Adam(for: table, options: options)
    for _ in 0..<4 {
      try adam.update(&table, gradient: Embedding(table: [[2 * table.table[0, 0], 3]]))
    }
    let expected: Matrix<Scalar> = [[0.605770780373368788, -2.39986671109630123]]
    #expect((table.table - expected).greatestMagnitude <= 8 * Scalar.ulpOfOne)
    #expect(adam.stepCount == 4)
  }

  @Test func matchesMpmath() throws {
    try matchesTheReference(Double.self)
    try matchesTheReference(Float.self)
  }

  @Test func touchedColumnsMoveAsInDenseAdam() throws {
    var (dense, lazy) = (
      Embedding<Double>(table: randomMatrix(2, 4, seed: 1)),
      randomMatrix(2, 4, seed: 1, of: Double.self)
    )
    var adam = try Adam(for: dense, options: options)
    var columns = try ColumnAdam(for: lazy, options: options)
    for step in 0..<5 {
      let gradient = try ColumnGradient<Double>(
        scattering: randomMatrix(2, 3, seed: UInt64(step)), to: [2, 0, 2])
      try adam.update(&dense, gradient: Embedding(table: gradient.dense(count: 4)))
      try columns.update(&lazy, gradient: gradient)
    }
    #expect(lazy == dense.table)
  }

  @Test func untouchedColumnsAndTheirMomentsStay() throws {
    let gradient = try ColumnGradient<Double>(scattering: [[1]], to: [0])
    let other = try ColumnGradient<Double>(scattering: [[-3]], to: [1])
    var table: Matrix<Double> = [[5, 5]]
    var adam = try ColumnAdam(for: table, options: options)
    try adam.update(&table, gradient: gradient)
    let column = table[0, 0]
    try adam.update(&table, gradient: other)
    #expect(table[0, 0] == column)
    // m = 0.8·0.2 + 0.2 and v = 0.95·0.05 + 0.05 of two touches, corrected for three steps.
    try adam.update(&table, gradient: gradient)
    let mean = 0.36 / (1 - 0.512)
    let square = 0.0975 / (1 - 0.857375)
    let expected = column - 0.1 * mean / (square.squareRoot() + 1e-3)
    #expect(abs(table[0, 0] - expected) <= 16 * Double.ulpOfOne)
  }

  @Test func findsAMinimum() throws {
    var layer = Embedding<Float>(table: [[3, -4, 10]])
    var adam = try Adam(for: layer, options: .init(learningRate: 0.05))
    for _ in 0..<2000 {
      try adam.update(&layer, gradient: Embedding(table: layer.table * 2))
    }
    #expect(layer.table.greatestMagnitude < 1e-3)
  }

  @Test func reportsWhatIsNotFinite() throws {
    var network = try SmallNetwork(seed: 1)
    let original = network
    var adam = try Adam(for: network)
    try adam.update(&network, gradient: network.zeros)
    #expect(network == original)
    var gradient = network.zeros
    gradient.output.weights[1, 2] = .nan
    let error = #expect(throws: LearningError.self) {
      try adam.update(&network, gradient: gradient)
    }
    guard case .notFinite(let what, let step, let cause)? = error else { return }
    #expect(what == "the gradient of parameter 5" && step == 2)
    #expect(cause.contains("clip"))
    #expect(network == original && adam.stepCount == 1)
    network.output.weights[0, 0] = .infinity
    let next = #expect(throws: LearningError.self) {
      try adam.update(&network, gradient: gradient)
    }
    #expect(next?.description.contains("earlier step") == true)
    var table: Matrix<Double> = [[1, 2]]
    var columns = try ColumnAdam(for: table)
    #expect(throws: LearningError.self) {
      try columns.update(
        &table, gradient: ColumnGradient(scattering: [[.infinity]], to: [0]))
    }
  }

  @Test func rejectsWhatDoesNotFit() throws {
    var embedding = Embedding<Double>(table: [[1, 2]])
    var adam = try Adam(for: embedding)
    #expect(throws: LearningError.self) {
      try adam.update(&embedding, gradient: Embedding(table: [[1], [2]]))
    }
    var columns = try ColumnAdam(for: embedding.table)
    #expect(throws: LearningError.self) {
      try columns.update(
        &embedding.table, gradient: ColumnGradient(scattering: [[1], [1]], to: [0]))
    }
    #expect(
      throws: LearningError.indexOutOfRange(
        what: "touched columns", position: 0, index: 2, count: 2)
    ) {
      try columns.update(&embedding.table, gradient: ColumnGradient(scattering: [[1]], to: [2]))
    }
  }

  @Test func rejectsOptionsOutOfRange() {
    let bad: [AdamOptions] = [
      .init(learningRate: 0), .init(learningRate: .infinity), .init(epsilon: 0),
      .init(firstDecay: 1), .init(firstDecay: -0.1), .init(secondDecay: .nan),
    ]
    for options in bad {
      #expect(throws: LearningError.self) {
        try Adam(for: Embedding<Double>(table: [[1]]), options: options)
      }
    }
  }
}
