import Tensor
import Testing

@Suite struct NeumannSeriesTests {
  @Test func sumsAGeometricSeries() throws {
    let half = DiagonalOperator<Double>([0.5])
    for terms in [0, 1, 2, 7] {
      let result = try NeumannSeries(terms: terms).sum(half, [3] as Vector)
      let rest = (1...terms + 1).reduce(1.0) { power, _ in power / 2 }
      #expect(result.vector == [3 * 2 * (1 - rest)])
      #expect(result.terms == terms)
      #expect(result.residuals == [rest])
      #expect(result.truncationErrors == [3 * 2 * rest / (3 * 2 * (1 - rest))])
    }
  }

  @Test func convergesToTheSolutionOfOneMinusA() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      // Not symmetric; row sums below one half.
      let a = seededMatrix(15, 15, seed: 1, of: Scalar.self) / 30
      let b = seededMatrix(15, 3, seed: 2, of: Scalar.self)
      let result = try NeumannSeries(terms: 60).sum(DenseOperator(a), b)
      let again = result.sum - definitionProduct(a, result.sum)
      #expect(largestDifference(again, b) <= 32 * Scalar.ulpOfOne)
    }
  }

  @Test func residualsAndTruncationErrorsAreTrue() throws {
    // The largest eigenvalue is 0.8, so that 40 terms leave a residual far above rounding.
    let matrix = positiveDefinite(10, seed: 3, of: Double.self)
    let symmetric = matrix * (0.8 / (try SymmetricEigen.values(of: matrix).last ?? 1))
    let b = seededMatrix(10, 2, seed: 4, of: Double.self)
    let limit = try NeumannSeries(terms: 2000, tolerance: 1e-15).sum(DenseOperator(symmetric), b)
    let result = try NeumannSeries(terms: 40).sum(DenseOperator(symmetric), b)
    let rest = b - result.sum + definitionProduct(symmetric, result.sum)
    for column in 0..<2 {
      let residual = rest.column(column).norm / b.column(column).norm
      #expect(abs(result.residuals[column] / residual - 1) <= 1e-6)
      let error = (limit.sum - result.sum).column(column).norm / result.sum.column(column).norm
      #expect(abs(result.truncationErrors[column] / error - 1) <= 0.2)
    }
    #expect(result.residual == result.residuals.max())
    #expect(result.truncationError == result.truncationErrors.max())
  }

  @Test func stopsAtTheTolerance() throws {
    let half = DiagonalOperator<Double>([0.5, 0.25])
    let result = try NeumannSeries(terms: 100, tolerance: 0.01).sum(half, [1, 1] as Vector)
    #expect(result.residual <= 0.01 && result.terms == 6)
    #expect(
      throws: TensorError.iterationLimit(
        operation: "NeumannSeries", iterations: 2, residual: 0.125)
    ) {
      try NeumannSeries(terms: 2, tolerance: 0.01)
        .sum(DiagonalOperator<Double>([0.5]), [1] as Vector)
    }
  }

  @Test func divergenceThrows() {
    for (factor, iterations) in [(1.0, 30), (1.01, 30), (-1.5, 30), (100, 3)] {
      #expect(
        throws: TensorError.diverged(
          operation: "NeumannSeries", iterations: iterations, suggestedScale: nil)
      ) {
        try NeumannSeries(terms: 30).sum(DiagonalOperator<Double>([factor]), [2] as Vector)
      }
    }
  }

  @Test func zerosAndNothingSumToThemselves() throws {
    let half = DiagonalOperator<Double>([0.5])
    let zero = try NeumannSeries(terms: 5).sum(half, [0] as Vector)
    #expect(zero.vector == [0] && zero.residual == 0 && zero.truncationError == 0)
    let none = try NeumannSeries(terms: 5).sum(half, Matrix(rows: 1, columns: 0))
    #expect(none.sum.columns == 0 && none.residual == 0)
    let empty = try NeumannSeries(terms: 5).sum(DiagonalOperator<Double>([]), [] as Vector)
    #expect(empty.residual == 0)
  }

  @Test func rejectsOperandsThatDoNotFit() {
    let half = DiagonalOperator<Double>([0.5, 0.5])
    #expect(throws: TensorError.notFinite(row: 0, column: 0)) {
      try NeumannSeries().sum(half, [.nan, 1] as Vector)
    }
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "NeumannSeries", expected: "2 rows", found: "1 × 1")
    ) {
      try NeumannSeries().sum(half, [1] as Vector)
    }
    #expect(throws: TensorError.self) { try NeumannSeries(terms: -1).sum(half, [1, 1] as Vector) }
    #expect(throws: TensorError.self) {
      try NeumannSeries(tolerance: .nan).sum(half, [1, 1] as Vector)
    }
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) {
      try NeumannSeries().sum(DiagonalOperator<Double>([0.5, .nan]), [1, 1] as Vector)
    }
  }
}
