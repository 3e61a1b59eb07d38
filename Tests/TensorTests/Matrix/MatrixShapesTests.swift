import Tensor
import Testing

/// Transposes, submatrices, literals, diagonals, conversions.
@Suite struct MatrixShapesTests {
  private let a: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test func transposes() {
    #expect(a.transposed == [[1, 4], [2, 5], [3, 6]])
    for (rows, columns) in [(70, 33), (32, 64), (1, 100), (100, 1), (31, 31)] {
      let matrix = seededMatrix(rows, columns, seed: 1, of: Float.self)
      #expect(matrix.transposed == definitionTranspose(matrix))
      #expect(matrix.transposed.transposed == matrix)
    }
    #expect(Matrix<Float>(rows: 0, columns: 5).transposed == Matrix(rows: 5, columns: 0))
  }

  @Test func rangesGiveSubmatrices() {
    #expect(a[0..<2, 1..<2] == [[2], [5]])
    #expect(a[1..., ...1] == [[4, 5]])
    #expect(a[0..., 0...] == a)
    #expect(a[1..<1, 0...] == Matrix(rows: 0, columns: 3))
  }

  @Test func rangesReplaceSubmatrices() {
    var b = a
    b[0..<2, 1...] = [[7, 8], [9, 10]]
    #expect(b == [[1, 7, 8], [4, 9, 10]])
    b[1..<2, 0...1] *= 2
    #expect(b == [[1, 7, 8], [8, 18, 10]])
    b[0..<0, 0...] = Matrix(rows: 0, columns: 3)
    #expect(b == [[1, 7, 8], [8, 18, 10]])
  }

  @Test func selectsAndAppendsColumns() {
    #expect(a.selectingColumns([2, 0, 2]) == [[3, 1, 3], [6, 4, 6]])
    #expect(a.selectingColumns([]) == Matrix(rows: 2, columns: 0))
    #expect(a.appendingColumns(of: [[7], [8]]) == [[1, 2, 3, 7], [4, 5, 6, 8]])
  }

  @Test func rangesOutsideTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Float>(rows: 2, columns: 2)[0..<3, 0...]
    }
    await #expect(processExitsWith: .failure) {
      var matrix = Matrix<Float>(rows: 2, columns: 2)
      matrix[0..<1, 0..<1] = Matrix(rows: 2, columns: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = Matrix<Float>(rows: 2, columns: 2).appendingColumns(of: Matrix(rows: 1, columns: 2))
    }
  }

  @Test func rowsOfNumbersBecomeAMatrixAndBack() throws {
    #expect(try Matrix<Double>(rows: [[1, 2, 3], [4, 5, 6]]) == a)
    #expect(a.rowArrays == [[1, 2, 3], [4, 5, 6]])
    #expect(try Matrix<Double>(rows: []) == Matrix(rows: 0, columns: 0))
    #expect(try Matrix<Double>(rows: [[], []]) == Matrix(rows: 2, columns: 0))
    #expect(Matrix<Double>(column: [1, 2]) == [[1], [2]])
  }

  @Test func rejectsRaggedRows() {
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "Matrix(rows:)", expected: "2 elements in every row", found: "1 in row 1")
    ) {
      try Matrix<Double>(rows: [[1, 2], [3], [4, 5]])
    }
  }

  @Test func raggedLiteralsTrap() async {
    await #expect(processExitsWith: .failure) {
      let matrix: Matrix<Double> = [[1, 2], [3]]
      _ = matrix
    }
  }

  @Test func diagonals() {
    #expect(a.diagonal == [1, 5])
    var b: Matrix<Double> = [[1, 2], [3, 4]]
    #expect(b.trace == 5)
    b.addToDiagonal(0.5)
    #expect(b == [[1.5, 2], [3, 4.5]])
  }

  @Test func conversionsRoundToNearest() {
    let double: Matrix<Double> = [[0.1, 1e300, -2]]
    let float = Matrix<Float>(converting: double)
    #expect(float == [[0.1, .infinity, -2]])
    #expect(Matrix<Double>(converting: float)[0, 0] == Double(Float(0.1)))
    #expect(Vector<Float>(converting: [0.1, 3] as Vector<Double>) == [0.1, 3])
  }
}
