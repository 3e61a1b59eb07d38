import Tensor
import Testing

/// Digits from References/linear_algebra.py.
@Suite struct PowerIterationTests {
  private let matrix: Matrix<Double> = [
    [4, 1, -2, 0.5], [1, 5, 0.25, -1], [-2, 0.25, 6, 1.5], [0.5, -1, 1.5, 3],
  ]

  @Test func findsTheLargestEigenvalue() throws {
    let pair = try PowerIteration(tolerance: 1e-8).dominantEigenpair(of: DenseOperator(matrix))
    #expect(abs(pair.value - 7.5832741564603492207) <= 1e-13)
    #expect(pair.residual <= 1e-8 && pair.iterations > 1)
    let rest = matrix * pair.vector - pair.vector * pair.value
    #expect(abs(rest.norm / abs(pair.value) - pair.residual) <= 1e-12)
    #expect(abs(pair.vector.norm - 1) <= 8 * Double.ulpOfOne)
  }

  @Test func worksInSinglePrecision() throws {
    let single = try DenseOperator(Matrix<Float>(converting: matrix))
    let pair = try PowerIteration(tolerance: 1e-4).dominantEigenpair(of: single)
    #expect(abs(pair.value - 7.583274) <= 16 * 8 * Float.ulpOfOne)
  }

  @Test func findsNegativeEigenvaluesOfGreaterMagnitude() throws {
    let pair = try PowerIteration().dominantEigenpair(of: DiagonalOperator<Double>([3, -7, 1]))
    #expect(abs(pair.value + 7) <= 1e-9)
  }

  @Test func startsAreAFunctionOfTheSeed() throws {
    let dense = try DenseOperator(matrix)
    let first = try PowerIteration(seed: 1).dominantEigenpair(of: dense)
    #expect(try PowerIteration(seed: 1).dominantEigenpair(of: dense) == first)
    #expect(try PowerIteration(seed: 2).dominantEigenpair(of: dense) != first)
  }

  @Test func theZeroOperatorHasTheEigenvalueZero() throws {
    let pair = try PowerIteration().dominantEigenpair(of: DiagonalOperator<Float>([0, 0]))
    #expect(pair.value == 0 && pair.residual == 0 && pair.iterations == 1)
  }

  @Test func competingEigenvaluesRunOut() {
    #expect {
      try PowerIteration(iterationLimit: 50)
        .dominantEigenpair(of: DiagonalOperator<Double>([2, -2]))
    } throws: {
      guard case .iterationLimit("PowerIteration", 50, let residual)? = $0 as? TensorError else {
        return false
      }
      return residual > 1e-6
    }
  }

  @Test func rejectsWhatHasNoAnswer() {
    #expect(throws: TensorError.empty(operation: "PowerIteration")) {
      try PowerIteration().dominantEigenpair(of: DiagonalOperator<Double>([]))
    }
    #expect(throws: TensorError.notFinite(row: 1, column: 0)) {
      try PowerIteration().dominantEigenpair(of: DiagonalOperator<Double>([1, .nan]))
    }
    for iteration in [
      PowerIteration(tolerance: 0), PowerIteration(iterationLimit: 0),
      PowerIteration(tolerance: .nan),
    ] {
      #expect(throws: TensorError.self) {
        try iteration.dominantEigenpair(of: DiagonalOperator<Double>([1]))
      }
    }
  }
}
