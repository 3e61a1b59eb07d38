import Tensor
import TensorLearning
import Testing

/// `Linear.swift`, `Initialization.swift`, `Matrix+Bias.swift`.
@Suite struct LinearTests {
  @Test func addsTheBiasToEachColumn() throws {
    let layer = Linear<Double>(weights: [[1, 2], [0, -1], [3, 1]], bias: [[1], [0], [-1]])
    let output = try layer.forward([[1, 0], [2, -1]])
    #expect(output == [[6, -1], [-2, 1], [4, -2]])
  }

  @Test func backwardIsTheGradient() throws {
    var rng = SeededGenerator(seed: 1)
    var layer = try Linear<Double>(inputs: 3, outputs: 2, using: &rng)
    layer.bias = randomMatrix(2, 1, seed: 2)
    let input: Matrix<Double> = randomMatrix(3, 4, seed: 3)
    let weight: Matrix<Double> = randomMatrix(2, 4, seed: 4)
    let gradients = try layer.backward(weight, input: input)
    try expectGradient(gradients.input, at: input) { weightedSum(weight, try layer.forward($0)) }
    try expectGradient(gradients.parameters, at: layer) {
      weightedSum(weight, try $0.forward(input))
    }
  }

  @Test func threadsDoNotChangeBits() throws {
    var rng = SeededGenerator(seed: 5)
    let layer = try Linear<Float>(inputs: 7, outputs: 600, using: &rng)
    let input: Matrix<Float> = randomMatrix(7, 900, seed: 6)
    let gradient: Matrix<Float> = randomMatrix(600, 900, seed: 7)
    let serial = try layer.backward(gradient, input: input)
    let threaded = try layer.backward(gradient, input: input, parallelism: .init(threads: 3))
    #expect(serial.input == threaded.input)
    #expect(serial.parameters == threaded.parameters)
    let outputs = try [1, 3].map { try layer.forward(input, parallelism: .init(threads: $0)) }
    #expect(outputs[0] == outputs[1])
  }

  @Test func startsAsAskedFor() throws {
    var rng = SeededGenerator(seed: 8)
    let layer = try Linear<Double>(inputs: 20, outputs: 30, using: &rng)
    let bound = (6.0 / 50).squareRoot()
    #expect(layer.weights.greatestMagnitude <= bound)
    #expect(layer.weights.greatestMagnitude > 0.95 * bound)
    #expect(layer.bias == Matrix(rows: 30, columns: 1))
    let uniform = try Linear<Float>(
      inputs: 20, outputs: 30, initialization: .uniform(bound: 0.1), using: &rng)
    #expect(uniform.weights.greatestMagnitude <= 0.1)
    let normal = try Linear<Double>(
      inputs: 40, outputs: 50, initialization: .normal(deviation: 2), using: &rng)
    // 2000 normal numbers: the mean square is 4 within four of its deviations.
    #expect(abs(normal.weights.frobeniusNorm * normal.weights.frobeniusNorm / 2000 - 4) < 0.6)
    var again = SeededGenerator(seed: 8)
    #expect(try Linear<Double>(inputs: 20, outputs: 30, using: &again) == layer)
  }

  @Test func rejectsWhatDoesNotFit() throws {
    var rng = SeededGenerator(seed: 9)
    let layer = try Linear<Double>(inputs: 3, outputs: 2, using: &rng)
    #expect(
      throws: LearningError.shapeMismatch(
        operation: "Linear.forward", expected: "3 × 5", found: "4 × 5")
    ) { try layer.forward(Matrix(rows: 4, columns: 5)) }
    #expect(throws: LearningError.self) {
      try layer.backward(Matrix(rows: 2, columns: 4), input: Matrix(rows: 3, columns: 5))
    }
    #expect(throws: LearningError.self) {
      try Linear<Double>(inputs: 0, outputs: 2, using: &rng)
    }
    for bad in [Initialization.uniform(bound: -1), .normal(deviation: .nan)] {
      #expect(throws: LearningError.self) {
        try Linear<Double>(inputs: 1, outputs: 2, initialization: bad, using: &rng)
      }
    }
  }
}
