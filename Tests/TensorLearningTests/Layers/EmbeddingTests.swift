import Tensor
import TensorLearning
import Testing

/// `Embedding.swift`, `ColumnGradient.swift`.
@Suite struct EmbeddingTests {
  let indices = [3, 0, 3, 4, 3]

  @Test func looksColumnsUp() throws {
    let embedding = Embedding<Float>(table: [[1, 2, 3], [4, 5, 6]])
    #expect(try embedding.lookup([2, 0, 2]) == [[3, 1, 3], [6, 4, 6]])
    #expect(try embedding.lookup([]) == Matrix(rows: 2, columns: 0))
  }

  @Test func backwardIsTheGradient() throws {
    let embedding = Embedding<Double>(table: randomMatrix(2, 6, seed: 1))
    let weight: Matrix<Double> = randomMatrix(2, 5, seed: 2)
    let gradient = try embedding.backward(weight, indices: indices)
    #expect(gradient.columns == [0, 3, 4])
    try expectGradient(gradient.dense(count: 6), at: embedding.table) {
      weightedSum(weight, try Embedding(table: $0).lookup(indices))
    }
    let norm = gradient.dense(count: 6).frobeniusNorm
    #expect(abs(gradient.squaredNorm - norm * norm) <= 16 * Double.ulpOfOne * norm * norm)
    var scaled = gradient
    scaled.scale(by: 0.5)
    #expect(scaled.values == gradient.values * 0.5)
  }

  @Test func threadsDoNotChangeBits() throws {
    var rng = SeededGenerator(seed: 3)
    let indices = (0..<3000).map { _ in rng.nextIndex(below: 900) }
    let embedding = Embedding<Float>(table: randomMatrix(3, 900, seed: 4))
    let gradient: Matrix<Float> = randomMatrix(3, 3000, seed: 5)
    let serial = try embedding.backward(gradient, indices: indices)
    let threaded = try embedding.backward(
      gradient, indices: indices, parallelism: .init(threads: 3))
    #expect(serial == threaded)
  }

  @Test func rejectsWhatDoesNotFit() throws {
    let embedding = Embedding<Double>(table: randomMatrix(2, 6, seed: 1))
    let error = LearningError.indexOutOfRange(
      what: "embedding", position: 1, index: 6, count: 6)
    #expect(throws: error) { try embedding.lookup([0, 6]) }
    #expect(throws: error) {
      try embedding.backward(Matrix(rows: 2, columns: 2), indices: [0, 6])
    }
    #expect(throws: LearningError.self) {
      try embedding.backward(Matrix(rows: 2, columns: 3), indices: [0, 1])
    }
    #expect(throws: LearningError.self) {
      try ColumnGradient<Double>(scattering: Matrix(rows: 2, columns: 3), to: [0])
    }
    var rng = SeededGenerator(seed: 2)
    #expect(throws: LearningError.self) {
      try Embedding<Double>(count: 0, rank: 3, using: &rng)
    }
  }
}
