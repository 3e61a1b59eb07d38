import Tensor
import Testing

/// The operators, and the conveniences that all of them share.
@Suite struct LinearOperatorTests {
  private let matrix: Matrix<Double> = [[1, 2], [3, 4]]

  @Test func denseOperatorsMultiply() throws {
    let dense = try DenseOperator(matrix)
    #expect(dense.dimension == 2 && dense.matrix == matrix)
    #expect(dense.apply([1, -1] as Vector) == [-1, -1])
    #expect(dense.apply([[1, 0], [0, 1]] as Matrix) == matrix)
    var y = Matrix<Double>(rows: 2, columns: 1, repeating: .nan)
    dense.apply([[1], [1]], into: &y)
    #expect(y == [[3], [7]])
    #expect(dense.apply(Matrix(rows: 2, columns: 0)).columns == 0)
  }

  @Test func denseOperatorsRejectNonSquareMatrices() {
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "DenseOperator", expected: "a square matrix", found: "1 × 2")
    ) {
      try DenseOperator([[1, 2]] as Matrix<Double>)
    }
  }

  @Test func diagonalOperatorsScaleRows() {
    let diagonal = DiagonalOperator<Float>([2, -1])
    #expect(diagonal.dimension == 2)
    #expect(diagonal.apply([[1, 2], [3, 4]] as Matrix) == [[2, 4], [-3, -4]])
  }

  @Test func closureOperatorsCallTheirClosure() throws {
    let dense = try DenseOperator(matrix)
    let damped = ClosureOperator<Double>(dimension: 2) { x, y in
      dense.apply(x, into: &y)
      y.add(x, times: 10)
    }
    #expect(damped.apply([1, 1] as Vector) == [13, 17])
  }

  @Test func operandsOfOtherLengthTrap() async {
    await #expect(processExitsWith: .failure) {
      _ = DiagonalOperator<Float>([2, -1]).apply([1, 2, 3] as Vector)
    }
    await #expect(processExitsWith: .failure) {
      _ = ClosureOperator<Float>(dimension: 2) { _, _ in }.apply([1] as Vector)
    }
    await #expect(processExitsWith: .failure) {
      _ = ClosureOperator<Float>(dimension: -1) { _, _ in }
    }
  }
}
