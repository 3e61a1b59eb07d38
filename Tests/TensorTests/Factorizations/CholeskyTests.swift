import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct CholeskyTests {
  private let matrix: Matrix<Double> = [
    [4, 1, -2, 0.5], [1, 5, 0.25, -1], [-2, 0.25, 6, 1.5], [0.5, -1, 1.5, 3],
  ]

  @Test func matchesTheReference() throws {
    let factor = try Cholesky(matrix)
    let expected: Matrix<Double> = [
      [2, 0, 0, 0],
      [0.5, 2.1794494717703367761, 0, 0],
      [-1, 0.34412360080584264886, 2.2094295524791961677, 0],
      [0.25, -0.51618540120876397329, 0.87245668312183891799, 1.3819811748554994419],
    ]
    #expect(largestDifference(factor.factor, expected) <= 8 * Double.ulpOfOne * 2)
    #expect(abs(factor.logDeterminant - 5.1769439086579268022) <= 8 * Double.ulpOfOne * 5)
    let solution: Vector<Double> = [
      1.1439534268324953691, -0.86160359883567081238, 1.1371615065714033695,
      -0.8797741907030078504,
    ]
    let found = try factor.solve([1, -2, 3, 0.5] as Vector)
    #expect(largestDifference(found, solution) <= 64 * Double.ulpOfOne)
  }

  @Test func reconstructsTheMatrix() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for order in [1, 2, 17, 90] {
        let matrix = positiveDefinite(order, seed: 1, of: Scalar.self)
        let factor = try Cholesky(matrix).factor
        let product = definitionProduct(factor, definitionTranspose(factor))
        #expect(
          largestDifference(product, matrix)
            <= 4 * Scalar.ulpOfOne * Scalar(order) * matrix.greatestMagnitude)
        let upper = (0..<order).flatMap { column in (0..<column).map { factor[$0, column] } }
        #expect(upper.allSatisfy { $0 == 0 })
      }
    }
  }

  @Test func readsTheLowerTriangleOnly() throws {
    var lowerOnly = matrix
    lowerOnly[0, 3] = .nan
    lowerOnly[1, 2] = 77
    #expect(try Cholesky(lowerOnly) == Cholesky(matrix))
  }

  @Test func estimatesTheCondition() throws {
    let exact = 10.676237099761841757
    let estimate = try Cholesky(matrix).conditionEstimate
    #expect(estimate <= exact * (1 + 64 * Double.ulpOfOne))
    #expect(estimate >= exact / 3)
    let nearlySingular = try Cholesky([[1, 0], [0, 1e-14]] as Matrix<Double>)
    #expect(abs(nearlySingular.conditionEstimate * 1e-14 - 1) <= 8 * Double.ulpOfOne)
  }

  @Test func overflowingNormsHaveInfiniteCondition() throws {
    let large = Float.greatestFiniteMagnitude
    let factor = try Cholesky([[large, large / 2], [large / 2, large]] as Matrix<Float>)
    #expect(factor.conditionEstimate == .infinity)
  }

  @Test func rejectsIndefiniteMatricesWithTheMinor() {
    #expect(throws: TensorError.notPositiveDefinite(pivot: 3, order: 3)) {
      try Cholesky([[1, 0, 0], [0, 1, 2], [0, 2, 1]] as Matrix<Double>)
    }
    #expect(throws: TensorError.notPositiveDefinite(pivot: 1, order: 2)) {
      try Cholesky(Matrix<Float>(rows: 2, columns: 2))
    }
    #expect(throws: TensorError.notPositiveDefinite(pivot: 2, order: 2)) {
      try Cholesky([[1, 1], [1, 1]] as Matrix<Float>)
    }
  }

  @Test func overflowIsAnError() {
    let matrix: Matrix<Float> = [[1e-38, 0, 0], [3e38, 1, 0], [3e38, 1, 1]]
    #expect(throws: TensorError.notPositiveDefinite(pivot: 2, order: 3)) { try Cholesky(matrix) }
  }

  @Test func theEmptyMatrixHasDeterminantOne() throws {
    var factor = try Cholesky(Matrix<Double>(rows: 0, columns: 0))
    #expect(factor.logDeterminant == 0 && factor.conditionEstimate == 1)
    try factor.update([])
    try factor.downdate([])
    #expect(factor.order == 0)
  }
}
