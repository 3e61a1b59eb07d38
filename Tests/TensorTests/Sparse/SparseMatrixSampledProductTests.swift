import Testing

@testable import Tensor

@Suite struct SampledProductTests {
  let pattern = SparseMatrix(
    rows: 3, columns: 4, uncheckedOffsets: [0, 2, 2, 3], indices: [1, 3, 0], values: [7.0, 8, 9])

  @Test func givesTheProductAtEachEntry() throws {
    let left = Matrix<Double>(rows: 2, columns: 3, columnMajor: [1, 2, 3, 4, 5, 6])
    let right = Matrix<Double>(rows: 2, columns: 4, columnMajor: [1, 0, 0, 1, 2, 2, 3, -1])
    // (1,2)·(0,1), (1,2)·(3,−1), (5,6)·(1,0)
    #expect(try pattern.sampledProduct(left, right) == [2, 1, 5])
    let single = Matrix<Float>(rows: 2, columns: 3, columnMajor: [1, 2, 3, 4, 5, 6])
    let other = Matrix<Float>(rows: 2, columns: 4, columnMajor: [1, 0, 0, 1, 2, 2, 3, -1])
    #expect(try pattern.sampledProduct(single, other) == [2, 1, 5])
  }

  @Test func threadsDoNotChangeIt() throws {
    var rng = SeededGenerator(seed: 1)
    let rows = 2000
    let wide = SparseMatrix(
      rows: rows, columns: 10, uncheckedOffsets: (0...rows).map { 2 * $0 },
      indices: (0..<rows).flatMap { [Int32($0 % 5), Int32(5 + $0 % 4)] },
      values: Array(repeating: 1.0, count: 2 * rows))
    let left = Matrix<Double>(rows: 7, columns: rows) { _, _ in rng.nextNormal() }
    let right = Matrix<Double>(rows: 7, columns: 10) { _, _ in rng.nextNormal() }
    #expect(
      try wide.sampledProduct(left, right)
        == wide.sampledProduct(left, right, parallelism: Parallelism(threads: 3)))
  }

  @Test func rejectsShapesThatDoNotFit() {
    let left = Matrix<Double>(rows: 2, columns: 3)
    for right in [Matrix<Double>(rows: 2, columns: 3), Matrix(rows: 1, columns: 4)] {
      #expect(throws: TensorError.self) { try pattern.sampledProduct(left, right) }
    }
  }
}
