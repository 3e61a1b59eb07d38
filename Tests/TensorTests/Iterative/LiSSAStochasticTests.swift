import Tensor
import Testing

@Suite struct LiSSAStochasticTests {
  /// The mean of ½I + size·zzᵀ over 40 seeded z; a draw takes the mean over five of them.
  private struct SampledOperator<Scalar: TensorScalar>: StochasticLinearOperator {
    var size: Scalar = 1
    var dimension: Int { 6 }
    let samples = seededMatrix(6, 40, seed: 1, of: Scalar.self)

    func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
      average(Array(0..<samples.columns), x, &y)
    }

    func applySample(
      _ x: Matrix<Scalar>, into y: inout Matrix<Scalar>, using rng: inout SeededGenerator
    ) {
      average((0..<5).map { _ in rng.nextIndex(below: samples.columns) }, x, &y)
    }

    private func average(_ list: [Int], _ x: Matrix<Scalar>, _ y: inout Matrix<Scalar>) {
      let chosen = samples.selectingColumns(list)
      y = chosen * (chosen.transposedTimes(x)) * (size / Scalar(list.count)) + x * 0.5
    }

    var dense: Matrix<Scalar> { apply(Matrix.identity(dimension)) }
  }

  @Test func averagesApproachTheSolution() throws {
    try check(Double.self)
    try check(Float.self)
    func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
      let sampled = SampledOperator<Scalar>()
      let v = seededMatrix(6, 2, seed: 2, of: Scalar.self)
      let exact = try Cholesky(sampled.dense).solve(v)
      func error(_ repeats: Int) throws -> Scalar {
        let estimate = try LiSSA(depth: 60, repeats: repeats, seed: 3).solve(sampling: sampled, v)
        #expect(estimate.residual < 1 && estimate.iterations == 60)
        return (estimate.solution - exact).frobeniusNorm / exact.frobeniusNorm
      }
      let (single, many) = (try error(1), try error(100))
      // Averaging a hundred recursions divides the deviation by about ten.
      #expect(single < 0.5 && many < 0.06 && many < single / 3)
    }
  }

  @Test func drawsOfTheWholeAreTheDeterministicRecursion() throws {
    struct Whole: StochasticLinearOperator {
      let diagonal: DiagonalOperator<Double>
      var dimension: Int { diagonal.dimension }
      func apply(_ x: Matrix<Double>, into y: inout Matrix<Double>) { diagonal.apply(x, into: &y) }
      func applySample(
        _ x: Matrix<Double>, into y: inout Matrix<Double>, using rng: inout SeededGenerator
      ) {
        diagonal.apply(x, into: &y)
      }
    }
    let diagonal = DiagonalOperator<Double>([1, 2, 5])
    let v: Vector<Double> = [1, -1, 2]
    let settings = LiSSA(depth: 30, repeats: 3, scale: 6)
    let sampled = try settings.solve(sampling: Whole(diagonal: diagonal), v)
    let whole = try settings.solve(diagonal, v)
    #expect(largestDifference(sampled.vector, whole.vector) <= 64 * Double.ulpOfOne)
    #expect(abs(sampled.residual - whole.residual) <= 64 * Double.ulpOfOne)
  }

  @Test func threadsDoNotChangeABitAndSeedsDo() throws {
    let sampled = SampledOperator<Float>()
    let v = seededMatrix(6, 2, seed: 4, of: Float.self)
    let settings = LiSSA(depth: 20, repeats: 5, seed: 5)
    let serial = try settings.solve(sampling: sampled, v)
    for threads in [2, 3, 8] {
      let parallel = try settings.solve(
        sampling: sampled, v, parallelism: Parallelism(threads: threads))
      #expect(parallel == serial)
    }
    var other = settings
    other.seed = 6
    let changed = try other.solve(sampling: sampled, v)
    #expect(changed.solution != serial.solution)
  }

  @Test func theAutomaticScaleCoversTheDraws() throws {
    let sampled = SampledOperator<Double>()
    let v = seededVector(6, seed: 7, of: Double.self)
    let estimate = try LiSSA(depth: 10, seed: 8).solve(sampling: sampled, v)
    let largest = try SymmetricEigen.values(of: sampled.dense).last ?? 0
    #expect(estimate.scale > 1.25 * largest * 1.05)
  }

  @Test func aDivergingScaleIsAnsweredByOneThatWorks() throws {
    let sampled = SampledOperator<Double>(size: 50)
    let v = seededVector(6, seed: 9, of: Double.self)
    var settings = LiSSA(depth: 300, repeats: 4, scale: 4, seed: 10)
    let (iterations, suggested) = try divergence { [settings] in
      _ = try settings.solve(sampling: sampled, v)
    }
    #expect(iterations < 300)
    settings.scale = try #require(suggested)
    let estimate = try settings.solve(sampling: sampled, v)
    #expect(estimate.residual < 1)
  }

  @Test func negativeEigenvaluesHaveNoScale() throws {
    let sampled = SampledOperator<Double>(size: -8)
    let found = try divergence {
      _ = try LiSSA(depth: 400).solve(sampling: sampled, [1, 1, 1, 1, 1, 1] as Vector)
    }
    #expect(found.suggestedScale == nil)
  }

  @Test func tolerancesAreTestedOnTheAverage() throws {
    let sampled = SampledOperator<Double>()
    #expect {
      try LiSSA(depth: 20, tolerance: 1e-9)
        .solve(sampling: sampled, [1, 1, 1, 1, 1, 1] as Vector)
    } throws: {
      guard case .iterationLimit("LiSSA", 20, let residual)? = $0 as? TensorError else {
        return false
      }
      return residual > 1e-9
    }
    #expect(throws: TensorError.notFinite(row: 0, column: 0)) {
      try LiSSA().solve(sampling: sampled, [.nan, 1, 1, 1, 1, 1] as Vector)
    }
    #expect(
      throws: TensorError.shapeMismatch(operation: "LiSSA", expected: "6 rows", found: "1 × 1")
    ) {
      try LiSSA().solve(sampling: sampled, [1] as Vector)
    }
  }
}
