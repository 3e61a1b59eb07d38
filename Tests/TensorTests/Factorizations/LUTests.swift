import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct LUTests {
  private let matrix: Matrix<Double> = [
    [0, 2, -1, 3], [1, -1, 4, 0.5], [2, 0.25, 0, -3], [-1, 5, 2, 1],
  ]

  @Test func matchesTheReference() throws {
    let factors = try LU(matrix)
    #expect(abs(factors.determinant + 179.875) <= 8 * Double.ulpOfOne * 180)
    #expect(factors.determinantSign == -1)
    #expect(
      abs(factors.logAbsoluteDeterminant - Double._log(179.875)) <= 8 * Double.ulpOfOne * 5.2)
    let tolerance = 64 * Double.ulpOfOne
    let solution = try factors.solve([1, 2, 3, 4] as Vector)
    #expect(
      largestDifference(
        solution,
        [
          1.2133425990271021543, 0.89228630993745656706, 0.43432939541348158443,
          -0.1167477414871438499,
        ]) <= tolerance)
    let transposed = try factors.solveTransposed([[1], [2], [3], [4]])
    #expect(
      largestDifference(
        transposed.column(0),
        [
          1.1931897150799166088, 0.98957609451007644197, 0.063933287004864489229,
          0.11744266851980542043,
        ]) <= tolerance)
    #expect(factors.conditionEstimate <= 6.5873870743571924948 * (1 + tolerance))
    #expect(factors.conditionEstimate >= 6.5873870743571924948 / 3)
  }

  @Test func reconstructsThePermutedMatrix() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for order in [1, 3, 20, 70] {
        let matrix = seededMatrix(order, order, seed: 1, of: Scalar.self)
        let factors = try LU(matrix)
        let permutation = factors.permutation
        let permuted = Matrix<Scalar>(rows: order, columns: order) { matrix[permutation[$0], $1] }
        #expect(
          largestDifference(definitionProduct(factors.lower, factors.upper), permuted)
            <= 4 * Scalar.ulpOfOne * Scalar(order))
        #expect(factors.lower.diagonal.allSatisfy { $0 == 1 })
        #expect(permutation.sorted() == Array(0..<order))
      }
    }
  }

  @Test func signsCountExchangesAndNegativePivots() throws {
    let cases: [(Matrix<Double>, Double)] = [
      ([[1, 0], [0, 1]], 1), ([[0, 1], [1, 0]], -1), ([[-1, 0], [0, 1]], -1),
      ([[0, -1], [1, 0]], 1), ([[0, 1, 0], [0, 0, 1], [1, 0, 0]], 1),
    ]
    for (matrix, determinant) in cases {
      let factors = try LU(matrix)
      #expect(factors.determinantSign == determinant)
      #expect(factors.determinant == determinant)
      #expect(factors.logAbsoluteDeterminant == 0)
    }
    let factors = try LU([[0, -2], [3, 0]] as Matrix<Double>)
    #expect(factors.determinant == 6)
  }

  @Test func logarithmsDoNotOverflow() throws {
    let factors = try LU(Matrix<Float>.diagonal([1e30, 1e30, -1e-5]))
    #expect(factors.determinant == -.infinity)
    #expect(abs(factors.logAbsoluteDeterminant - 55 * Float._log(10)) <= 8 * Float.ulpOfOne * 127)
  }

  @Test func rejectsSingularMatricesWithThePivot() {
    #expect(throws: TensorError.singular(pivot: 2, order: 2)) {
      try LU([[1, 2], [2, 4]] as Matrix<Double>)
    }
    #expect(throws: TensorError.singular(pivot: 1, order: 3)) {
      try LU(Matrix<Float>(rows: 3, columns: 3))
    }
  }

  @Test func nearlySingularMatricesShowInTheirCondition() throws {
    let factors = try LU([[1, 1], [1, 1 + Double.ulpOfOne]] as Matrix<Double>)
    #expect(factors.conditionEstimate > 1e15)
  }

  @Test func overflowIsAnError() {
    let large = Float.greatestFiniteMagnitude
    #expect(throws: TensorError.notFinite(row: 1, column: 1)) {
      try LU([[large, large], [-large, large]] as Matrix<Float>)
    }
  }

  @Test func theEmptyMatrixHasDeterminantOne() throws {
    let factors = try LU(Matrix<Double>(rows: 0, columns: 0))
    #expect(factors.determinant == 1 && factors.determinantSign == 1)
    #expect(factors.logAbsoluteDeterminant == 0 && factors.conditionEstimate == 1)
    #expect(factors.lower.isEmpty && factors.permutation.isEmpty)
  }
}
