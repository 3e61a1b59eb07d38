import Testing

@testable import Tensor

/// `GramSystem.swift`, `GramSystem+Solve.swift`.
@Suite struct GramSystemTests {
  /// A random matrix with a largest singular value of 1.
  func contraction(rows: Int, columns: Int, seed: UInt64) throws -> SparseMatrix<Double> {
    var rng = SeededGenerator(seed: seed)
    var dense = Matrix<Double>(rows: rows, columns: columns) { _, _ in
      rng.nextUniform() < 0.3 ? rng.nextUniform() : 0
    }
    dense *= 1 / (try SVD(dense).singularValues[0])
    return SparseMatrix(dense)
  }

  func system<Scalar: TensorScalar>(
    _ matrix: SparseMatrix<Double>, weight: Double, tolerance: Double, _: Scalar.Type
  ) -> GramSystem<Scalar> {
    GramSystem(matrix, transposed: matrix.transposed, weight: weight, tolerance: tolerance)
  }

  @Test(arguments: [0, 0.1, 0.49, 0.81, 0.98], [1, 3, 5, 16, 33])
  func solvesAsADenseFactorization(weight: Double, sides: Int) throws {
    let matrix = try contraction(rows: 23, columns: 31, seed: 4)
    let dense = matrix.toDense()
    let whole = Matrix.identity(31) - weight * (dense.transposed * dense)
    var rng = SeededGenerator(seed: 5)
    let wanted = Matrix<Double>(rows: sides, columns: 31) { _, _ in rng.nextNormal() }
    let expected = try LU(whole).solve(wanted.transposed).transposed
    var found = wanted
    system(matrix, weight: weight, tolerance: 1e-13, Double.self)
      .solve(&found, parallelism: .serial)
    #expect(found.isApproximatelyEqual(to: expected, relativeTolerance: 1e-11))
    var single = Matrix<Float>(converting: wanted)
    system(matrix, weight: weight, tolerance: 1e-7, Float.self)
      .solve(&single, parallelism: .serial)
    #expect(
      Matrix<Double>(converting: single).isApproximatelyEqual(
        to: expected, relativeTolerance: 2e-5))
  }

  @Test(arguments: [1e-2, 1e-4, 1e-8], [0.2, 0.49, 0.9])
  func reachesItsToleranceAndNotMuchMore(tolerance: Double, weight: Double) throws {
    let matrix = try contraction(rows: 60, columns: 80, seed: 6)
    let solver = system(matrix, weight: weight, tolerance: tolerance, Double.self)
    var rng = SeededGenerator(seed: 7)
    let wanted = Matrix<Double>(rows: 1, columns: 80) { _, _ in rng.nextNormal() }
    var found = wanted
    solver.solve(&found, parallelism: .serial)
    let image = matrix.transposed * (matrix * found.row(0))
    let residual = (wanted.row(0) - found.row(0) + weight * image).norm / wanted.row(0).norm
    #expect(residual <= tolerance)
    let measured = solver.residuals(of: found, for: wanted, parallelism: .serial)
    #expect(abs(measured[0] - residual) < 1e-15)
    // The power iteration lowers the residual by c in each step.
    var (power, left) = (0, 1.0)
    while left > tolerance { (power, left) = (power + 1, left * weight) }
    #expect(solver.steps <= max(power, 3))
  }

  /// Rounding ends what steps can do; a right-hand side of 0 has no residual.
  @Test func residualsTellWhatSinglePrecisionReaches() throws {
    let matrix = try contraction(rows: 60, columns: 80, seed: 6)
    var rng = SeededGenerator(seed: 7)
    var wanted = Matrix<Float>(rows: 4, columns: 80) { _, _ in Float(rng.nextNormal()) }
    for column in 0..<80 { wanted[2, column] = 0 }
    let solver = system(matrix, weight: 0.49, tolerance: 1e-12, Float.self)
    var found = wanted
    solver.solve(&found, parallelism: .serial)
    let residuals = solver.residuals(of: found, for: wanted, parallelism: .serial)
    #expect(residuals.count == 4 && residuals[2] == 0)
    for side in [0, 1, 3] {
      #expect(residuals[side] > 1e-9)
      #expect(residuals[side] < 8 * Double(Float.ulpOfOne))
    }
    #expect(solver.residuals(of: wanted, for: wanted, parallelism: .serial)[0] > 0.01)
  }

  @Test func takesTheStepsOfItsBound() {
    // c = 0.49: σ = 3.0816, s = 5.9966; 2/(s^k + s^−k) is 2.6e-7 at k = 8 … 9.3e-9 at k = 11 by hand:
    // 2·5.9966^−10 = 3.3e-8, 2·5.9966^−11 = 5.6e-9.
    let matrix = SparseMatrix<Double>(Matrix<Double>.identity(2))
    #expect(system(matrix, weight: 0.49, tolerance: 1e-8, Double.self).steps == 11)
    #expect(system(matrix, weight: 0.49, tolerance: 4e-8, Double.self).steps == 10)
    #expect(system(matrix, weight: 0, tolerance: 1e-8, Double.self).steps == 1)
  }

  @Test func rightHandSidesAndThreadsDoNotMeet() throws {
    let matrix = try contraction(rows: 700, columns: 900, seed: 8)
    let solver = system(matrix, weight: 0.49, tolerance: 1e-8, Double.self)
    var rng = SeededGenerator(seed: 9)
    let wanted = Matrix<Double>(rows: 16, columns: 900) { _, _ in rng.nextNormal() }
    var together = wanted
    solver.solve(&together, parallelism: .serial)
    var threaded = wanted
    solver.solve(&threaded, parallelism: Parallelism(threads: 3))
    #expect(together == threaded)
    var half = wanted[0..<8, 0...]
    solver.solve(&half, parallelism: .serial)
    #expect(half == together[0..<8, 0...])
  }

  @Test func productsAreThoseOfTheMatrix() throws {
    let matrix = try contraction(rows: 5, columns: 8, seed: 10)
    let solver = system(matrix, weight: 0.5, tolerance: 1e-8, Double.self)
    var rng = SeededGenerator(seed: 11)
    let x = Matrix<Double>(rows: 2, columns: 8) { _, _ in rng.nextNormal() }
    let y = Matrix<Double>(rows: 2, columns: 5) { _, _ in rng.nextNormal() }
    let dense = matrix.toDense()
    let image = x * dense.transposed
    let other = y * dense
    #expect(solver.times(x, parallelism: .serial).isApproximatelyEqual(to: image))
    #expect(solver.transposedTimes(y, parallelism: .serial).isApproximatelyEqual(to: other))
  }
}
