import Tensor
import Testing

@Suite struct ConjugateGradientTests {
  @Test func solvesOneAndManyRightHandSides() throws {
    try check(Double.self, tolerance: 1e-12)
    try check(Float.self, tolerance: 1e-5)
    func check<Scalar: TensorScalar>(_: Scalar.Type, tolerance: Double) throws {
      let matrix = positiveDefinite(30, seed: 1, of: Scalar.self)
      let expected = seededMatrix(30, 4, seed: 2, of: Scalar.self)
      let rightHandSides = definitionProduct(matrix, expected)
      let solver = ConjugateGradient(tolerance: tolerance)
      let result = try solver.solve(DenseOperator(matrix), rightHandSides)
      // ‖x − x̂‖ ≤ cond·tolerance·‖x‖, and the condition number is below 10 here.
      #expect(largestDifference(result.solution, expected) <= 10 * Scalar(tolerance) * 6)
      #expect(result.residual <= tolerance && result.residuals.count == 4)
      let single = try solver.solve(DenseOperator(matrix), rightHandSides.column(2))
      #expect(largestDifference(single.vector, expected.column(2)) <= 10 * Scalar(tolerance) * 6)
    }
  }

  @Test func reportsTheResidualsOfItsSolutions() throws {
    let matrix = positiveDefinite(20, seed: 3, of: Double.self)
    let b = seededMatrix(20, 3, seed: 4, of: Double.self)
    let result = try ConjugateGradient(tolerance: 1e-3).solve(DenseOperator(matrix), b)
    let rest = b - definitionProduct(matrix, result.solution)
    for column in 0..<3 {
      let residual = rest.column(column).norm / b.column(column).norm
      #expect(abs(result.residuals[column] - residual) <= 1000 * Double.ulpOfOne)
      #expect(result.residuals[column] <= 1e-3 && residual > 1e-9)
    }
  }

  @Test func needsAProductForEachDistinctEigenvalue() throws {
    let diagonal = DiagonalOperator(Vector((0..<60).map { [1.0, 4, 9][$0 % 3] }))
    let b = seededMatrix(60, 1, seed: 5, of: Double.self)
    let result = try ConjugateGradient(tolerance: 1e-10).solve(diagonal, b)
    #expect(result.iterations == 3)
  }

  @Test func columnsConvergeEachInItsTime() throws {
    let diagonal = DiagonalOperator<Double>([1, 2, 3, 4])
    let b: Matrix<Double> = [[1, 1, 0, 5], [0, 1, 0, 6], [0, 0, 0, 7], [0, 0, 0, 8]]
    let result = try ConjugateGradient(tolerance: 1e-12).solve(diagonal, b)
    #expect(result.columnIterations == [1, 2, 0, 4] && result.iterations == 4)
    let expected: Matrix<Double> = [
      [1, 1, 0, 5], [0, 0.5, 0, 3], [0, 0, 0, 7.0 / 3], [0, 0, 0, 2],
    ]
    #expect(largestDifference(result.solution, expected) <= 64 * Double.ulpOfOne * 5)
  }

  @Test func zeroHasTheSolutionZero() throws {
    let result = try ConjugateGradient().solve(
      DiagonalOperator<Float>([1, 2]), Matrix(rows: 2, columns: 2), initial: [[1, 2], [3, 4]])
    #expect(result.solution == Matrix(rows: 2, columns: 2))
    #expect(result.residuals == [0, 0] && result.iterations == 0)
  }

  @Test func aPreconditionerSavesIterations() throws {
    let diagonal = Vector((0..<50).map { Double(1 + $0 * $0 * $0) })
    let jacobi = DiagonalOperator(Vector(diagonal.map { 1 / $0 }))
    let b = seededMatrix(50, 2, seed: 6, of: Double.self)
    let solver = ConjugateGradient(tolerance: 1e-10)
    let plain = try solver.solve(DiagonalOperator(diagonal), b)
    let helped = try solver.solve(DiagonalOperator(diagonal), b, preconditioner: jacobi)
    #expect(helped.iterations == 1 && plain.iterations > 20)
    #expect(helped.solution.isApproximatelyEqual(to: plain.solution, relativeTolerance: 1e-6))
    let single = try solver.solve(
      DiagonalOperator(diagonal), b.column(0), preconditioner: jacobi)
    #expect(single.vector == helped.solution.column(0))
  }

  @Test func solvesSingularSystemsWithARightHandSideInTheRange() throws {
    // The Laplacian of a path of n nodes: its null space is the constant vectors.
    let n = 12
    let laplacian = Matrix<Double>(rows: n, columns: n) { i, j in
      i == j ? (i == 0 || i == n - 1 ? 1 : 2) : abs(i - j) == 1 ? -1 : 0
    }
    var b = seededVector(n, seed: 7, of: Double.self)
    b -= Vector(count: n, repeating: b.reduce(0, +) / Double(n))
    let result = try ConjugateGradient(tolerance: 1e-10).solve(DenseOperator(laplacian), b)
    #expect(result.residual <= 1e-10)
    #expect(abs(result.vector.reduce(0, +)) <= 1e-9)
  }

  @Test func startsWhereItIsTold() throws {
    let matrix = positiveDefinite(10, seed: 8, of: Double.self)
    let exact = seededMatrix(10, 2, seed: 9, of: Double.self)
    let b = definitionProduct(matrix, exact)
    let solver = ConjugateGradient(tolerance: 1e-10)
    let atTheGoal = try solver.solve(DenseOperator(matrix), b, initial: exact)
    #expect(atTheGoal.iterations == 0)
    #expect(largestDifference(atTheGoal.solution, exact) <= 8 * Double.ulpOfOne)
    let elsewhere = try solver.solve(DenseOperator(matrix), b, initial: exact * -3)
    #expect(elsewhere.solution.isApproximatelyEqual(to: exact))
  }

  @Test func sizesDoNotMatter() throws {
    try check(Double.self, [1e-250, 1e250])
    try check(Float.self, [1e-30, 1e30])
    func check<Scalar: TensorScalar>(_: Scalar.Type, _ scales: [Scalar]) throws {
      let matrix = positiveDefinite(8, seed: 10, of: Scalar.self)
      let b = seededMatrix(8, 1, seed: 11, of: Scalar.self)
      let solver = ConjugateGradient(tolerance: 1e-5)
      let plain = try solver.solve(DenseOperator(matrix), b)
      for scale in scales {
        let scaled = try solver.solve(DenseOperator(matrix), b * scale)
        #expect(scaled.iterations == plain.iterations)
        #expect((scaled.solution / scale).isApproximatelyEqual(to: plain.solution))
      }
    }
  }

  @Test func negativeCurvatureThrows() {
    let indefinite = DiagonalOperator<Double>([1, -4])
    #expect(throws: TensorError.notPositiveCurvature(iteration: 1, curvature: -4)) {
      try ConjugateGradient().solve(indefinite, [0, 3] as Vector)
    }
    #expect(throws: TensorError.notPositiveCurvature(iteration: 1, curvature: 0)) {
      try ConjugateGradient().solve(DiagonalOperator<Double>([0, 0]), [0, 3] as Vector)
    }
    #expect(throws: TensorError.self) {
      try ConjugateGradient().solve(
        DiagonalOperator<Double>([1, 2]), [1, 1] as Vector,
        preconditioner: DiagonalOperator<Double>([-1, -1]))
    }
  }

  /// diag(1, 4, 0, 0) and a preconditioner that is not the identity: what b has in the null space is
  /// left aside, measured by M.
  @Test func flatDirectionsAreLeftAsideWhenAskedTo() throws {
    let matrix = DiagonalOperator<Double>([1, 4, 0, 0])
    let inverse = DiagonalOperator<Double>([0.5, 0.2, 3, 1])
    let b: Vector<Double> = [2, 8, 3, -4]
    let solver = ConjugateGradient(tolerance: 1e-12, flatness: 1e-12)
    let found = try solver.solve(matrix, b, preconditioner: inverse)
    #expect(abs(found.vector[0] - 2) < 1e-11 && abs(found.vector[1] - 2) < 1e-11)
    // The way along the null space is taken back: without that it is longer than 10⁶.
    #expect(abs(found.vector[2]) < 1e-6 && abs(found.vector[3]) < 1e-6)
    #expect(abs(found.flatParts[0] - 5 / b.norm) < 1e-11)
    #expect(found.residual <= 1e-12)
    // Three directions span what b brings along, the third of them flat; then two for the two curvatures
    // of what is left. A part that was taken wrongly would be found again, and cost more.
    #expect(found.iterations == 5)
    // Several right-hand sides side by side are those solved alone.
    let columns: [Vector<Double>] = [b, [2, 8, 0, 0], [0, 0, 0, 0], [-1, 0, 0, 5]]
    var block = Matrix<Double>(rows: 4, columns: 4)
    for (place, column) in columns.enumerated() { block.setColumn(place, to: column) }
    let all = try solver.solve(matrix, block, preconditioner: inverse)
    for (place, column) in columns.enumerated() {
      let alone = try solver.solve(matrix, column, preconditioner: inverse)
      #expect((all.solution.column(place) - alone.vector).norm < 1e-12)
      #expect(abs(all.flatParts[place] - alone.flatParts[0]) < 1e-12)
    }
    // Directions that are flat but for rounding, up or down, count as flat.
    let nearly = DiagonalOperator<Double>([1, 4, 1e-13, -1e-13])
    let close = try solver.solve(nearly, b, preconditioner: inverse)
    #expect(abs(close.vector[0] - 2) < 1e-9 && abs(close.vector[1] - 2) < 1e-9)
    #expect(abs(close.flatParts[0] - 5 / b.norm) < 1e-9)
    let single = try ConjugateGradient(tolerance: 1e-5, flatness: 1e-5).solve(
      DiagonalOperator<Float>([1, 4, 0, 0]), Vector<Float>(converting: b),
      preconditioner: DiagonalOperator<Float>([0.5, 0.2, 3, 1]))
    #expect(abs(single.vector[0] - 2) < 1e-4 && abs(single.vector[1] - 2) < 1e-4)
    // A right-hand side in the range is solved as before, and nothing of it is left aside.
    let inRange = try solver.solve(matrix, [2, 8, 0, 0] as Vector, preconditioner: inverse)
    #expect(inRange.flatParts == [0])
    #expect(abs(inRange.vector[1] - 2) < 1e-11)
    #expect(throws: TensorError.self) {
      try ConjugateGradient().solve(matrix, b, preconditioner: inverse)
    }
    #expect(throws: TensorError.self) {
      try ConjugateGradient(flatness: 1).solve(matrix, b)
    }
    // Negative curvature beyond rounding is an error all the same.
    #expect(throws: TensorError.notPositiveCurvature(iteration: 1, curvature: -4)) {
      try solver.solve(DiagonalOperator<Double>([1, -4]), [0, 3] as Vector)
    }
  }

  @Test func runningOutOfIterationsThrowsWithTheResidual() {
    let diagonal = DiagonalOperator(Vector((1...40).map { Double($0) }))
    let b = Vector(count: 40, repeating: 1.0)
    #expect {
      try ConjugateGradient(tolerance: 1e-10, iterationLimit: 3).solve(diagonal, b)
    } throws: {
      guard case .iterationLimit("ConjugateGradient", 3, let residual)? = $0 as? TensorError else {
        return false
      }
      return residual > 1e-10 && residual < 1
    }
  }

  @Test func tolerancesBeyondThePrecisionThrow() {
    let matrix = positiveDefinite(20, seed: 12, of: Float.self)
    let b = seededVector(20, seed: 13, of: Float.self)
    #expect {
      try ConjugateGradient(tolerance: 1e-12).solve(DenseOperator(matrix), b)
    } throws: {
      guard case .iterationLimit(_, _, let residual)? = $0 as? TensorError else { return false }
      return residual < 1e-5
    }
  }

  @Test func rejectsOperandsThatDoNotFit() throws {
    let diagonal = DiagonalOperator<Double>([1, 2])
    let solver = ConjugateGradient()
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) {
      try solver.solve(diagonal, [1, .nan] as Vector)
    }
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "ConjugateGradient", expected: "2 rows", found: "3 × 1")
    ) {
      try solver.solve(diagonal, [1, 2, 3] as Vector)
    }
    #expect(throws: TensorError.self) {
      try solver.solve(diagonal, [[1], [2]], initial: [[1, 2], [3, 4]])
    }
    #expect(throws: TensorError.self) {
      try solver.solve(
        diagonal, [1, 2] as Vector, preconditioner: DiagonalOperator<Double>([1, 2, 3]))
    }
    for (tolerance, limit) in [(0, nil), (-1, nil), (.nan, nil), (1e-8, 0)] as [(Double, Int?)] {
      #expect(throws: TensorError.self) {
        try ConjugateGradient(tolerance: tolerance, iterationLimit: limit)
          .solve(diagonal, [1, 2] as Vector)
      }
    }
  }

  @Test func anOperatorThatGivesNaNThrowsItsPlace() {
    let broken = ClosureOperator<Double>(dimension: 3) { x, y in
      y = x
      y[1, 0] = .nan
    }
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) {
      try ConjugateGradient().solve(broken, [1, 2, 3] as Vector)
    }
  }

  @Test func emptySystemsHaveEmptySolutions() throws {
    let result = try ConjugateGradient().solve(DiagonalOperator<Float>([]), [] as Vector)
    #expect(result.solution == Matrix(rows: 0, columns: 1) && result.residual == 0)
    let none = try ConjugateGradient().solve(
      DiagonalOperator<Float>([1, 2]), Matrix(rows: 2, columns: 0))
    #expect(none.iterations == 0 && none.solution.columns == 0)
  }
}
