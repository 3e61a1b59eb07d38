import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct SVDTests {
  private let tall: Matrix<Double> = [
    [1, 2, 0.5], [3, -1, 2], [0, 4, 1], [-2, 1, 1.5], [1, 1, 1],
  ]

  @Test func matchesTheReference() throws {
    let values: Vector<Double> = [
      4.9874805805087983594, 4.1522956228013878646, 2.0936758392626242938,
    ]
    let pseudoInverse: Matrix<Double> = [
      [
        0.10186170212765957447, 0.11968085106382978723, 0.027925531914893617021,
        -0.24494680851063829787, 0.049202127659574468085,
      ],
      [
        0.11196808510638297872, -0.087765957446808510638, 0.17952127659574468085,
        -0.060372340425531914894, 0.030585106382978723404,
      ],
      [
        -0.067553191489361702128, 0.22872340425531914894, -0.013297872340425531915,
        0.34521276595744680851, 0.07180851063829787234,
      ],
    ]
    let decomposition = try SVD(tall)
    let alone = try SVD.singularValues(of: tall)
    let tolerance = 16 * Double.ulpOfOne * 5
    #expect(largestDifference(decomposition.singularValues, values) <= tolerance)
    #expect(largestDifference(alone, values) <= tolerance)
    #expect(largestDifference(decomposition.pseudoInverse(), pseudoInverse) <= tolerance)
    #expect(abs(decomposition.conditionNumber - values[0] / values[2]) <= tolerance)
  }

  @Test func solutionsAreTheShortest() throws {
    let decomposition = try SVD(tall.transposed)
    #expect(decomposition.order == 5 && decomposition.equationCount == 3)
    let shortest = try decomposition.solve([1, 2, 3] as Vector)
    #expect(
      largestDifference(
        shortest,
        [
          0.12313829787234042553, 0.63031914893617021277, 0.34707446808510638298,
          0.66994680851063829787, 0.32579787234042553191,
        ]) <= 32 * Double.ulpOfOne)
    let leastSquares = try SVD(tall).solve([1, -1, 2, 0.5, 3] as Vector)
    #expect(
      largestDifference(
        leastSquares, [0.063164893617021276596, 0.62034574468085106383, 0.065159574468085106383])
        <= 32 * Double.ulpOfOne)
  }

  @Test func vectorsAreOrthonormalAndReconstruct() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for (rows, columns) in [(1, 1), (6, 6), (30, 8), (8, 30)] {
        for extent in [SVD<Scalar>.Extent.thin, .full] {
          let matrix = seededMatrix(rows, columns, seed: 1, of: Scalar.self)
          let result = try SVD(matrix, vectors: extent)
          let (u, v) = (result.leftVectors, result.rightVectors)
          let count = min(rows, columns)
          let tolerance = 16 * Scalar.ulpOfOne * Scalar(max(rows, columns))
          #expect(u.rows == rows && u.columns == (extent == .full ? rows : count))
          #expect(v.rows == columns && v.columns == (extent == .full ? columns : count))
          for vectors in [u, v] {
            let gram = definitionProduct(definitionTranspose(vectors), vectors)
            #expect(largestDifference(gram, definitionIdentity(gram.rows)) <= tolerance)
          }
          let product = Matrix<Scalar>(rows: rows, columns: columns) { i, j in
            (0..<count).reduce(0) { $0 + u[i, $1] * result.singularValues[$1] * v[j, $1] }
          }
          #expect(largestDifference(product, matrix) <= tolerance * result.singularValues[0])
          #expect(zip(result.singularValues, result.singularValues.dropFirst()).allSatisfy(>=))
        }
      }
    }
  }

  @Test func ranksCountValuesAboveTheTolerance() throws {
    let lowRank = definitionProduct(
      seededMatrix(20, 3, seed: 2, of: Double.self), seededMatrix(3, 15, seed: 3, of: Double.self))
    let decomposition = try SVD(lowRank)
    #expect(decomposition.rank() == 3)
    #expect(decomposition.rank(tolerance: 0) >= 3)
    #expect(decomposition.rank(tolerance: decomposition.singularValues[0]) == 0)
    #expect(decomposition.rank(tolerance: -1) == decomposition.rank(tolerance: 0))
    let zero = try SVD(Matrix<Float>(rows: 2, columns: 3))
    #expect(zero.rank() == 0 && zero.conditionNumber == .infinity)
    #expect(zero.pseudoInverse() == Matrix(rows: 3, columns: 2))
    let solution = try zero.solve([1, 2] as Vector)
    #expect(solution == [0, 0, 0])
  }

  @Test func pseudoInversesFulfilPenrosesConditions() throws {
    let a = definitionProduct(
      seededMatrix(9, 4, seed: 4, of: Double.self), seededMatrix(4, 7, seed: 5, of: Double.self))
    let p = try SVD(a).pseudoInverse()
    let ap = definitionProduct(a, p)
    let pa = definitionProduct(p, a)
    let tolerance = 1000 * Double.ulpOfOne
    #expect(largestDifference(definitionProduct(ap, a), a) <= tolerance)
    #expect(largestDifference(definitionProduct(pa, p), p) <= tolerance)
    #expect(largestDifference(definitionTranspose(ap), ap) <= tolerance)
    #expect(largestDifference(definitionTranspose(pa), pa) <= tolerance)
  }

  @Test func tolerancesCutSmallSingularValues() throws {
    let decomposition = try SVD(Matrix<Double>.diagonal([1, 1e-6]))
    let cut = try decomposition.solve([[1], [1]], tolerance: 1e-3)
    #expect(cut == [[1], [0]])
    let whole = try decomposition.solve([1, 1] as Vector)
    #expect(whole.isApproximatelyEqual(to: [1, 1e6], relativeTolerance: 1e-14))
    #expect(decomposition.pseudoInverse(tolerance: 1e-3) == [[1, 0], [0, 0]])
  }

  @Test func emptyMatricesHaveNoSingularValue() throws {
    for (rows, columns) in [(0, 0), (3, 0), (0, 3)] {
      let matrix = Matrix<Double>(rows: rows, columns: columns)
      let decomposition = try SVD(matrix, vectors: .full)
      #expect(decomposition.singularValues.isEmpty && decomposition.rank() == 0)
      #expect(decomposition.conditionNumber == 1)
      #expect(decomposition.leftVectors == definitionIdentity(rows))
      #expect(decomposition.rightVectors == definitionIdentity(columns))
      #expect(decomposition.pseudoInverse() == Matrix(rows: columns, columns: rows))
      let alone = try SVD.singularValues(of: matrix)
      #expect(alone.isEmpty)
      let solution = try decomposition.solve(Vector(count: rows))
      #expect(solution == Vector(count: columns))
    }
  }
}
