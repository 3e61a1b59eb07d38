import Tensor
import Testing

/// What every factorization of a square matrix must do.
@Suite struct LinearSolverTests {
  /// Calls `body` with each factorization of one matrix.
  private func forEachSolver<Scalar: TensorScalar>(
    _ matrix: Matrix<Scalar>, _ body: (any LinearSolver<Scalar>) throws -> Void
  ) throws {
    try body(Cholesky(matrix))
    try body(LU(matrix))
    try body(QR(matrix))
    try body(SVD(matrix))
    try body(SymmetricEigen(matrix))
  }

  @Test func solvesOneAndManyRightHandSides() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      let matrix = positiveDefinite(12, seed: 1, of: Scalar.self)
      let expected = seededMatrix(12, 5, seed: 2, of: Scalar.self)
      let rightHandSides = definitionProduct(matrix, expected)
      let tolerance = 200 * Scalar.ulpOfOne * 12
      try forEachSolver(matrix) { solver in
        #expect(solver.order == 12 && solver.equationCount == 12)
        let solution = try solver.solve(rightHandSides)
        #expect(largestDifference(solution, expected) <= tolerance)
        let single = try solver.solve(rightHandSides.column(3))
        #expect(largestDifference(single, expected.column(3)) <= tolerance)
        var inPlace = rightHandSides
        try solver.solve(inPlace: &inPlace)
        #expect(inPlace == solution)
      }
    }
  }

  @Test func solvesNoRightHandSide() throws {
    try forEachSolver(positiveDefinite(3, seed: 1, of: Double.self)) { solver in
      let solution = try solver.solve(Matrix(rows: 3, columns: 0))
      #expect(solution == Matrix(rows: 3, columns: 0))
    }
  }

  @Test func solvesEmptySystems() throws {
    try forEachSolver(Matrix<Float>(rows: 0, columns: 0)) { solver in
      #expect(solver.order == 0)
      let solution = try solver.solve(Matrix(rows: 0, columns: 2))
      #expect(solution == Matrix(rows: 0, columns: 2))
      let single = try solver.solve([] as Vector)
      #expect(single.isEmpty)
    }
  }

  @Test func rejectsRightHandSidesOfOtherLength() throws {
    try forEachSolver(positiveDefinite(3, seed: 1, of: Double.self)) { solver in
      #expect(
        throws: TensorError.shapeMismatch(operation: "solve", expected: "3 rows", found: "2 × 1")
      ) {
        try solver.solve([1, 2] as Vector)
      }
    }
  }

  @Test func rejectsRightHandSidesThatAreNotFinite() throws {
    try forEachSolver(positiveDefinite(3, seed: 1, of: Double.self)) { solver in
      for bad in [Double.nan, .infinity] {
        #expect(throws: TensorError.notFinite(row: 2, column: 1)) {
          try solver.solve([[1, 2], [3, 4], [5, bad]] as Matrix)
        }
      }
    }
  }

  @Test func rejectsMatricesThatAreNotFinite() {
    for bad in [Double.nan, .infinity, -.infinity] {
      var matrix = definitionIdentity(4, of: Double.self)
      matrix[3, 1] = bad
      let error = TensorError.notFinite(row: 3, column: 1)
      #expect(throws: error) { try Cholesky(matrix) }
      #expect(throws: error) { try LU(matrix) }
      #expect(throws: error) { try QR(matrix) }
      #expect(throws: error) { try SVD(matrix) }
      #expect(throws: error) { try SVD.singularValues(of: matrix) }
      #expect(throws: error) { try SymmetricEigen(matrix) }
      #expect(throws: error) { try SymmetricEigen.values(of: matrix) }
    }
  }

  @Test func rejectsNonSquareInput() {
    let matrix = Matrix<Float>(rows: 2, columns: 3)
    func error(_ operation: String) -> TensorError {
      .shapeMismatch(operation: operation, expected: "a square matrix", found: "2 × 3")
    }
    #expect(throws: error("Cholesky")) { try Cholesky(matrix) }
    #expect(throws: error("LU")) { try LU(matrix) }
    #expect(throws: error("SymmetricEigen")) { try SymmetricEigen(matrix) }
  }
}
