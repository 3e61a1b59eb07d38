import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct QRTests {
  private let tall: Matrix<Double> = [
    [1, 2, 0.5], [3, -1, 2], [0, 4, 1], [-2, 1, 1.5], [1, 1, 1],
  ]

  @Test func leastSquaresMatchTheReference() throws {
    let factors = try QR(tall)
    #expect(factors.order == 3 && factors.equationCount == 5)
    let solution = try factors.solve([1, -1, 2, 0.5, 3] as Vector)
    #expect(
      largestDifference(
        solution, [0.063164893617021276596, 0.62034574468085106383, 0.065159574468085106383])
        <= 32 * Double.ulpOfOne)
  }

  @Test func factorsAreOrthonormalTriangularAndReconstruct() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for (rows, columns) in [(1, 1), (5, 5), (40, 9), (9, 40), (70, 64)] {
        let matrix = seededMatrix(rows, columns, seed: 1, of: Scalar.self)
        let factors = try QR(matrix)
        let q = factors.orthonormal
        let r = factors.upper
        let count = min(rows, columns)
        let tolerance = 8 * Scalar.ulpOfOne * Scalar(max(rows, columns))
        #expect(q.rows == rows && q.columns == count)
        #expect(r.rows == count && r.columns == columns)
        #expect(largestDifference(definitionProduct(q, r), matrix) <= tolerance)
        let gram = definitionProduct(definitionTranspose(q), q)
        #expect(largestDifference(gram, definitionIdentity(count)) <= tolerance)
        let below = (0..<count).flatMap { row in (0..<row).map { r[row, $0] } }
        #expect(below.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func residualsOfLeastSquaresAreOrthogonalToTheColumns() throws {
    let matrix = seededMatrix(30, 6, seed: 2, of: Double.self)
    let observations = seededMatrix(30, 3, seed: 3, of: Double.self)
    let solution = try QR(matrix).solve(observations)
    let residual = observations - definitionProduct(matrix, solution)
    let normal = definitionProduct(definitionTranspose(matrix), residual)
    #expect(normal.greatestMagnitude <= 30 * 16 * Double.ulpOfOne)
  }

  @Test func dependentColumnsThrowTheirPlace() throws {
    let dependent: Matrix<Double> = [[1, 2, 3], [4, 5, 9], [7, 8, 15], [1, 0, 1]]
    for scale in [1, 1e-200, 1e200] {
      let factors = try QR(dependent * scale)
      #expect(throws: TensorError.singular(pivot: 3, order: 3)) {
        try factors.solve([1, 2, 3, 4] as Vector)
      }
    }
    let zero = try QR(Matrix<Float>(rows: 3, columns: 2))
    #expect(throws: TensorError.singular(pivot: 1, order: 2)) {
      try zero.solve([1, 2, 3] as Vector)
    }
  }

  @Test func smallButIndependentColumnsAreSolved() throws {
    let solution = try QR([[1e-200, 0], [0, 2e-200]] as Matrix<Double>).solve([1, 1] as Vector)
    #expect(solution.isApproximatelyEqual(to: [1e200, 0.5e200], relativeTolerance: 1e-14))
  }

  @Test func rejectsMoreColumnsThanRowsInSolve() throws {
    let factors = try QR(tall.transposed)
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "QR.solve", expected: "at least as many rows as columns", found: "3 × 5")
    ) {
      try factors.solve([1, 2, 3] as Vector)
    }
  }

  @Test func emptyMatricesHaveEmptyFactors() throws {
    let thin = try QR(Matrix<Double>(rows: 3, columns: 0))
    #expect(thin.orthonormal == Matrix(rows: 3, columns: 0) && thin.upper.isEmpty)
    let solution = try thin.solve([1, 2, 3] as Vector)
    #expect(solution.isEmpty)
    let flat = try QR(Matrix<Double>(rows: 0, columns: 2))
    #expect(flat.orthonormal == Matrix(rows: 0, columns: 0))
    #expect(flat.upper == Matrix(rows: 0, columns: 2))
  }

  @Test func overflowIsAnError() {
    let large = Float.greatestFiniteMagnitude
    #expect(throws: TensorError.self) {
      try QR([[large, large], [large, -large]] as Matrix<Float>)
    }
  }
}
