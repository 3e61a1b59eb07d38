import Tensor
import Testing

@Suite struct LiSSATests {
  @Test func followsTheRecursionByHand() throws {
    // h ← 1 + (1 − 2/4)h from h = 1: 1, 1.5, 1.75, 1.875; x = h/4.
    let result = try LiSSA(depth: 3, scale: 4).solve(DiagonalOperator<Double>([2]), [1] as Vector)
    #expect(result.vector == [0.46875])
    #expect(result.residuals == [0.0625])
    #expect(result.iterations == 3 && result.scale == 4)
  }

  @Test func convergesWithAnAutomaticScale() throws {
    try check(Double.self, tolerance: 1e-10)
    try check(Float.self, tolerance: 1e-5)
    func check<Scalar: TensorScalar>(_: Scalar.Type, tolerance: Double) throws {
      for size: Scalar in [1e-3, 1, 1e4] {
        let matrix = positiveDefinite(12, seed: 1, of: Scalar.self) * size
        let expected = seededMatrix(12, 3, seed: 2, of: Scalar.self)
        let v = definitionProduct(matrix, expected)
        let result = try LiSSA(depth: 2000, tolerance: tolerance).solve(DenseOperator(matrix), v)
        #expect(largestDifference(result.solution, expected) <= 20 * Scalar(tolerance) * 4)
        #expect(result.residual <= tolerance && result.iterations < 2000)
        let largest = Double(try SymmetricEigen.values(of: matrix).last ?? 0)
        #expect(result.scale <= 1.25 * largest * 1.01 && result.scale >= 0.9 * largest)
      }
    }
  }

  @Test func aDivergingScaleIsAnsweredByOneThatWorks() throws {
    let matrix = positiveDefinite(10, seed: 3, of: Double.self)
    let v = seededMatrix(10, 2, seed: 4, of: Double.self)
    let largest = try SymmetricEigen.values(of: matrix).last ?? 0
    for scale in [0.49 * largest, 0.1 * largest, 1e-6 * largest] {
      let (iterations, suggested) = try divergence {
        _ = try LiSSA(depth: 3000, scale: scale, tolerance: 1e-9).solve(DenseOperator(matrix), v)
      }
      #expect(iterations < 3000)
      let retry = try LiSSA(depth: 3000, scale: #require(suggested), tolerance: 1e-9)
        .solve(DenseOperator(matrix), v)
      #expect(retry.residual <= 1e-9)
    }
    // Just above half of the largest eigenvalue it still converges.
    let result = try LiSSA(depth: 3000, scale: 0.51 * largest, tolerance: 1e-9)
      .solve(DenseOperator(matrix), v)
    #expect(result.residual <= 1e-9)
  }

  @Test func negativeEigenvaluesHaveNoScale() throws {
    for diagonal in [[1, -0.5], [1, -5], [-1, -2]] as [Vector<Double>] {
      let found = try divergence {
        _ = try LiSSA(depth: 500).solve(DiagonalOperator(diagonal), [1, 1] as Vector)
      }
      #expect(found.suggestedScale == nil)
    }
  }

  @Test func singularSystemsInTheRangeConverge() throws {
    let result = try LiSSA(depth: 500, tolerance: 1e-9)
      .solve(DiagonalOperator<Double>([2, 0, 1]), [4, 0, 3] as Vector)
    #expect(largestDifference(result.vector, [2, 0, 3]) <= 1e-8)
  }

  @Test func runningOutOfStepsThrowsOnlyWithATolerance() throws {
    let diagonal = DiagonalOperator<Double>([1, 1e-3])
    let short = try LiSSA(depth: 10).solve(diagonal, [1, 1] as Vector)
    #expect(short.residual > 0.1)
    #expect {
      try LiSSA(depth: 10, tolerance: 1e-6).solve(diagonal, [1, 1] as Vector)
    } throws: {
      guard case .iterationLimit("LiSSA", 10, let residual)? = $0 as? TensorError else {
        return false
      }
      return residual == short.residual
    }
  }

  @Test func zerosAndNothingSolveToThemselves() throws {
    let zero = try LiSSA(depth: 5).solve(DiagonalOperator<Float>([2]), [0] as Vector)
    #expect(zero.vector == [0] && zero.residual == 0)
    let empty = try LiSSA(depth: 5).solve(DiagonalOperator<Float>([]), [] as Vector)
    #expect(empty.residual == 0)
    let nothing = try LiSSA(depth: 5).solve(DiagonalOperator<Float>([0, 0]), [0, 0] as Vector)
    #expect(nothing.vector == [0, 0])
  }

  @Test func rejectsOperandsThatDoNotFit() {
    let diagonal = DiagonalOperator<Double>([1, 2])
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) {
      try LiSSA().solve(diagonal, [1, .infinity] as Vector)
    }
    #expect(
      throws: TensorError.shapeMismatch(operation: "LiSSA", expected: "2 rows", found: "1 × 1")
    ) {
      try LiSSA().solve(diagonal, [1] as Vector)
    }
    #expect(throws: TensorError.notFinite(row: 0, column: 0)) {
      try LiSSA(scale: 1).solve(DiagonalOperator<Double>([.nan]), [1] as Vector)
    }
    for (settings, name) in [
      (LiSSA(depth: 0), "depth"), (LiSSA(repeats: 0), "repeats"), (LiSSA(scale: 0), "scale"),
      (LiSSA(scale: .nan), "scale"), (LiSSA(safetyFactor: 1), "safetyFactor"),
      (LiSSA(tolerance: -1), "tolerance"),
    ] {
      #expect {
        try settings.solve(diagonal, [1, 1] as Vector)
      } throws: {
        guard case .invalidArgument(name, _)? = $0 as? TensorError else { return false }
        return true
      }
    }
  }
}
