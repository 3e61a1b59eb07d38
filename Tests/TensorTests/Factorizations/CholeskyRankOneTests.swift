import Tensor
import Testing

@Suite struct CholeskyRankOneTests {
  @Test func updatesByHand() throws {
    // [[4, 2], [2, 2]] + (2, 1)(2, 1)ᵀ = [[8, 4], [4, 3]], whose factor is [[√8, 0], [√2, 1]].
    let factor = try Cholesky([[4, 2], [2, 2]] as Matrix<Double>).updated([2, 1])
    let expected: Matrix<Double> = [[(8.0).squareRoot(), 0], [(2.0).squareRoot(), 1]]
    #expect(largestDifference(factor.factor, expected) <= 4 * Double.ulpOfOne * 3)
  }

  @Test func agreesWithFactoringAfresh() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      for order in [1, 2, 13, 40] {
        let matrix = positiveDefinite(order, seed: 3, of: Scalar.self)
        let vector = seededVector(order, seed: 4, of: Scalar.self) * 3
        let tolerance = 16 * Scalar.ulpOfOne * Scalar(order) * matrix.greatestMagnitude
        let larger = matrix + vector.outerProduct(vector)
        let (small, large) = (try Cholesky(matrix), try Cholesky(larger))
        let updated = try small.updated(vector)
        #expect(largestDifference(updated.factor, large.factor) <= tolerance)
        let downdated = try large.downdated(vector)
        #expect(largestDifference(downdated.factor, small.factor) <= tolerance)
        #expect(downdated.factor.diagonal.allSatisfy { $0 > 0 })
      }
    }
  }

  @Test func pureFormsLeaveTheFactorAlone() throws {
    let factor = try Cholesky(positiveDefinite(3, seed: 5, of: Double.self))
    let copy = factor
    let updated = try factor.updated([1, 2, 3])
    let downdated = try factor.downdated([0.1, 0.2, 0.3])
    #expect(factor == copy)
    var changed = factor
    try changed.update([1, 2, 3])
    #expect(changed == updated)
    changed = factor
    try changed.downdate([0.1, 0.2, 0.3])
    #expect(changed == downdated)
  }

  @Test func determinantsFollowTheirLemma() throws {
    // det(A ± vvᵀ) = det A · (1 ± vᵀA⁻¹v)
    let factor = try Cholesky(positiveDefinite(6, seed: 6, of: Double.self))
    let vector = seededVector(6, seed: 7, of: Double.self)
    let quadratic = vector.dot(try factor.solve(vector))
    let before = factor.logDeterminant
    let tolerance = 64 * Double.ulpOfOne * abs(before)
    let larger = try factor.updated(vector).logDeterminant
    #expect(abs(larger - before - Double._log(1 + quadratic)) <= tolerance)
    let smaller = try factor.downdated(vector).logDeterminant
    #expect(abs(smaller - before - Double._log(1 - quadratic)) <= tolerance)
  }

  @Test func conditionsFollowTheChange() throws {
    let matrix = positiveDefinite(5, seed: 8, of: Double.self)
    let vector: Vector<Double> = [10, 0, 0, 0, 0]
    let fresh = try Cholesky(matrix + vector.outerProduct(vector)).conditionEstimate
    let updated = try Cholesky(matrix).updated(vector).conditionEstimate
    #expect(abs(updated / fresh - 1) <= 1000 * Double.ulpOfOne)
  }

  @Test func losingDefinitenessThrowsTheMinorAndChangesNothing() throws {
    var factor = try Cholesky(definitionIdentity(3, of: Double.self))
    let before = factor
    let cases: [(Vector<Double>, Int)] = [([2, 0, 0], 1), ([0, 1, 0], 2), ([0.6, 0.6, 0.6], 3)]
    for (vector, pivot) in cases {
      #expect(throws: TensorError.notPositiveDefinite(pivot: pivot, order: 3)) {
        try factor.downdate(vector)
      }
      #expect(factor == before)
    }
    try factor.downdate([0.5, 0.5, 0.5])
    #expect(abs(factor.logDeterminant - Double._log(0.25)) <= 8 * Double.ulpOfOne)
  }

  @Test func rejectsVectorsThatDoNotFit() throws {
    var factor = try Cholesky(definitionIdentity(2, of: Float.self))
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "Cholesky.update", expected: "2 rows", found: "3 × 1")
    ) {
      try factor.update([1, 2, 3])
    }
    #expect(
      throws: TensorError.shapeMismatch(
        operation: "Cholesky.downdate", expected: "2 rows", found: "1 × 1")
    ) {
      try factor.downdate([1])
    }
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) { try factor.update([1, .nan]) }
    #expect(throws: TensorError.notFinite(row: 0, column: 0)) {
      try factor.downdate([.infinity, 0])
    }
    #expect(factor.factor == definitionIdentity(2))
  }
}
