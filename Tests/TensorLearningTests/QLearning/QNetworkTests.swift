import Tensor
import Testing

@testable import TensorLearning

/// `QNetwork.swift`, `Matrix+Largest.swift`.
@Suite struct QNetworkTests {
  let episodes = [[0, 2, 1, 0], [1, 1, 0, 2], [2, 0, 0, 1]]

  func network(seed: UInt64 = 1) throws -> QNetwork<Double> {
    var rng = SeededGenerator(seed: seed)
    return try QNetwork(actionCount: 3, embeddingRank: 2, stateCount: 4, using: &rng)
  }

  @Test func backwardIsTheGradient() throws {
    let network = try network()
    let weight: Matrix<Double> = randomMatrix(3, 12, seed: 2)
    let trace = try network.forward(episodes, steps: 4, parallelism: .serial)
    let gradient = try network.backward(weight, trace: trace, parallelism: .serial)
    try expectGradient(gradient, at: network) {
      weightedSum(weight, try $0.forward(episodes, steps: 4, parallelism: .serial).values)
    }
  }

  @Test func stepByStepIsTheSame() throws {
    let network = try network()
    let together = try network.forward(episodes, steps: 4, parallelism: .serial).values
    var states = Matrix<Double>(rows: 4, columns: 3)
    for step in 0..<4 {
      let values = try network.advance(
        &states, by: episodes.map { step == 0 ? 3 : $0[step - 1] })
      let difference = values - together[0..., step * 3..<step * 3 + 3]
      #expect(difference.greatestMagnitude <= 16 * Double.ulpOfOne)
    }
  }

  @Test func parametersMakeANetwork() throws {
    let network = try network()
    #expect(try QNetwork(parameters: network.parameters) == network)
    #expect(network.actionCount == 3)
    for place in 0..<7 {
      var parameters = network.parameters
      parameters[place] = parameters[place].appendingColumns(of: parameters[place])
      #expect(throws: LearningError.self) { try QNetwork(parameters: parameters) }
      parameters[place] = Matrix(rows: 0, columns: 5)
      #expect(throws: LearningError.self) { try QNetwork(parameters: parameters) }
      parameters.remove(at: place)
      #expect(throws: LearningError.self) { try QNetwork(parameters: parameters) }
      parameters = network.parameters
      parameters[place][0, 0] = .nan
      #expect(throws: LearningError.self) { try QNetwork(parameters: parameters) }
    }
  }

  @Test func rejectsSizesBelowOne() {
    var rng = SeededGenerator(seed: 1)
    for (actions, rank, states) in [(0, 1, 1), (1, 0, 1), (1, 1, 0)] {
      #expect(throws: LearningError.self) {
        try QNetwork<Float>(
          actionCount: actions, embeddingRank: rank, stateCount: states, using: &rng)
      }
    }
  }

  @Test func theFirstOfEqualValuesIsTheLargest() {
    let values: Matrix<Double> = [[1, 2, -1], [3, 2, -2], [3, 1, -1]]
    #expect(values.largestRows() == [1, 0, 0])
  }
}
