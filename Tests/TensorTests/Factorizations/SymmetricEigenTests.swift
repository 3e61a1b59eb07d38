import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct SymmetricEigenTests {
  private let matrix: Matrix<Double> = [
    [4, 1, -2, 0.5], [1, 5, 0.25, -1], [-2, 0.25, 6, 1.5], [0.5, -1, 1.5, 3],
  ]

  @Test func matchesTheReference() throws {
    let expected: Vector<Double> = [
      1.1035896402064635511, 3.9376139991426909614, 5.3755222041904962668, 7.5832741564603492207,
    ]
    let tolerance = 16 * Double.ulpOfOne * 8
    let decomposition = try SymmetricEigen(matrix)
    let alone = try SymmetricEigen.values(of: matrix)
    #expect(largestDifference(decomposition.values, expected) <= tolerance)
    #expect(largestDifference(alone, expected) <= tolerance)
    #expect(abs(decomposition.conditionNumber - expected[3] / expected[0]) <= 8 * tolerance)
  }

  @Test func vectorsAreOrthonormalAndReconstruct() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for order in [1, 2, 11, 60] {
        let seeded = seededMatrix(order, order, seed: 1, of: Scalar.self)
        let matrix = seeded + definitionTranspose(seeded)
        let result = try SymmetricEigen(matrix)
        let v = result.vectors
        let size = max(1, result.values.map(\.magnitude).max() ?? 1)
        let tolerance = 16 * Scalar.ulpOfOne * Scalar(order) * size
        let gram = definitionProduct(definitionTranspose(v), v)
        #expect(largestDifference(gram, definitionIdentity(order)) <= tolerance)
        let scaled = Matrix<Scalar>(rows: order, columns: order) { v[$0, $1] * result.values[$1] }
        let product = definitionProduct(scaled, definitionTranspose(v))
        #expect(largestDifference(product, matrix) <= tolerance)
        #expect(zip(result.values, result.values.dropFirst()).allSatisfy(<=))
      }
    }
  }

  @Test func readsTheLowerTriangleOnly() throws {
    var lowerOnly = matrix
    lowerOnly[0, 2] = .nan
    lowerOnly[2, 3] = 50
    #expect(try SymmetricEigen(lowerOnly) == SymmetricEigen(matrix))
  }

  @Test func mapsItsEigenvalues() throws {
    let decomposition = try SymmetricEigen(matrix)
    let root = decomposition.mapping { $0.squareRoot() }
    let tolerance = 64 * Double.ulpOfOne * 8
    #expect(largestDifference(definitionProduct(root, root), matrix) <= tolerance)
    #expect(largestDifference(decomposition.mapping { $0 }, matrix) <= tolerance)
  }

  @Test func solvesIndefiniteSystems() throws {
    let solution = try SymmetricEigen([[0, 2], [2, 0]] as Matrix<Double>).solve([2, 6] as Vector)
    #expect(largestDifference(solution, [3, 1]) <= 16 * Double.ulpOfOne)
  }

  @Test func singularMatricesThrowInSolve() throws {
    let singular = try SymmetricEigen([[1, 1], [1, 1]] as Matrix<Double>)
    #expect(throws: TensorError.singular(pivot: 1, order: 2)) {
      try singular.solve([1, 2] as Vector)
    }
    let zero = try SymmetricEigen(Matrix<Float>(rows: 2, columns: 2))
    #expect(zero.conditionNumber == .infinity)
    #expect(throws: TensorError.singular(pivot: 1, order: 2)) { try zero.solve([1, 2] as Vector) }
  }

  @Test func theEmptyMatrixHasNoEigenvalue() throws {
    let decomposition = try SymmetricEigen(Matrix<Float>(rows: 0, columns: 0))
    #expect(decomposition.values.isEmpty && decomposition.vectors.isEmpty)
    #expect(decomposition.conditionNumber == 1)
    #expect(decomposition.mapping { $0 }.isEmpty)
  }
}
