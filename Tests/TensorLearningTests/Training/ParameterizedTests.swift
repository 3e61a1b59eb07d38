import Tensor
import TensorLearning
import Testing

/// `Parameterized.swift`, `GradientClipping.swift`.
@Suite struct ParameterizedTests {
  @Test func joinsTheParametersOfItsParts() throws {
    let network = try SmallNetwork(seed: 1)
    #expect(network.parameters.count == 7)
    #expect(network.parameters[0] == network.embedding.table)
    #expect(network.parameters[6] == network.output.bias)
    #expect(network.parameterCount == 15 + 12 * 3 + 12 * 4 + 12 + 12 + 8 + 2)
    #expect(network.zeros.squaredNorm == 0)
  }

  @Test func savedParametersComeBack() throws {
    let network = try SmallNetwork(seed: 1)
    var other = try SmallNetwork(seed: 2)
    #expect(other != network)
    try other.setParameters(network.parameters)
    #expect(other == network)
  }

  @Test func aColumnOfAllParametersComesBack() throws {
    let network = try SmallNetwork(seed: 1)
    let vector = network.vector
    #expect(vector.rows == network.parameterCount)
    #expect(vector[15, 0] == network.parameters[1][0, 0])
    let two = vector.appendingColumns(of: vector * 2)
    #expect(network.zeros.reshaping(two) == network)
    #expect(network.reshaping(two, column: 1).parameters == network.parameters.map { $0 * 2 })
  }

  @Test func rejectsParametersThatDoNotFit() throws {
    var network = try SmallNetwork(seed: 1)
    let original = network
    var parameters = network.parameters
    parameters[6] = Matrix(rows: 3, columns: 1)
    #expect(
      throws: LearningError.shapeMismatch(
        operation: "parameter 6", expected: "2 × 1", found: "3 × 1")
    ) { try network.setParameters(parameters) }
    parameters[6] = Matrix(rows: 2, columns: 1, repeating: .infinity)
    #expect(throws: LearningError.self) { try network.setParameters(parameters) }
    #expect(throws: LearningError.self) { try network.setParameters([]) }
    #expect(network == original)
  }

  @Test func clipsTheNormOverAllParameters() throws {
    var gradient = try SmallNetwork(seed: 3)
    let original = gradient
    let norm = gradient.parameters.reduce(0) {
      $0 + $1.columnMajorElements.reduce(0) { $0 + $1 * $1 }
    }.squareRoot()
    #expect(abs(gradient.clip(toNorm: norm * 1.01) - norm) <= 64 * Double.ulpOfOne * norm)
    #expect(gradient == original)
    gradient.clip(toNorm: 0.5)
    #expect(abs(gradient.squaredNorm - 0.25) <= 64 * Double.ulpOfOne)
    let ratio = gradient.output.weights[0, 0] / original.output.weights[0, 0]
    #expect(abs(ratio - 0.5 / norm) <= 64 * Double.ulpOfOne)
  }

  @Test func leavesWhatIsNotFiniteToAdam() {
    #expect(GradientClipping.factor(squaredNorm: .infinity, maximum: 1) == 1)
    #expect(GradientClipping.factor(squaredNorm: .nan, maximum: 1) == 1)
    #expect(GradientClipping.factor(squaredNorm: 0, maximum: 1) == 1)
    #expect(GradientClipping.factor(squaredNorm: 16, maximum: 1) == 0.25)
  }
}
