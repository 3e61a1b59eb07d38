import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// Fits with `acceleration: .lbfgs`.
@Suite struct SweepAccelerationTests {
  func fit<Scalar>(
    _ ratings: RatingMatrix, _ acceleration: FactorizationOptions.Acceleration,
    sweeps: Int = 20_000, gradientTolerance: Double = 1e-6, threads: Int = 1
  ) throws -> MatrixFactorization<Scalar> {
    try .fit(
      ratings,
      options: .init(
        rank: 4, regularization: 2, sweeps: sweeps, tolerance: 0,
        gradientTolerance: gradientTolerance, acceleration: acceleration),
      parallelism: Parallelism(threads: threads))
  }

  @Test func reachesAStationaryPointInFewerSweeps() throws {
    let ratings = try randomRatings(users: 40, items: 30, share: 0.3, seed: 1)
    let plain: MatrixFactorization<Double> = try fit(ratings, .none)
    let fast: MatrixFactorization<Double> = try fit(ratings, .lbfgs)
    for model in [plain, fast] {
      #expect(model.report.isConverged)
      #expect(model.report.gradientNorm <= 1e-6)
    }
    #expect(fast.report.sweeps * 4 < plain.report.sweeps)
    // Both are at a minimum, if not at the same one: neither is far above the other.
    #expect(abs(fast.report.objective / plain.report.objective - 1) < 0.01)
  }

  @Test func endsWhereSweepsChangeNothing() throws {
    let ratings = try randomRatings(users: 40, items: 30, share: 0.3, seed: 2)
    let fast: MatrixFactorization<Double> = try fit(ratings, .lbfgs, gradientTolerance: 1e-9)
    let more = try MatrixFactorization<Double>.fit(
      ratings, options: .init(rank: 4, regularization: 2, sweeps: 1, tolerance: 0),
      start: fast.factors)
    #expect(
      more.userFactors.isApproximatelyEqual(to: fast.userFactors, relativeTolerance: 1e-8))
    #expect(
      more.itemFactors.isApproximatelyEqual(to: fast.itemFactors, relativeTolerance: 1e-8))
  }

  @Test func objectiveNeverRises() throws {
    let ratings = try randomRatings(users: 40, items: 30, share: 0.3, seed: 3)
    // Far beyond the end, where rounding decides.
    let fast: MatrixFactorization<Double> = try fit(
      ratings, .lbfgs, sweeps: 400, gradientTolerance: 0)
    let objectives = fast.report.objectives
    #expect(objectives.count == 400)
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-13) })
    #expect(fast.report.gradientNorm < 1e-9)
  }

  @Test func sameSeedSameBitsForAnyNumberOfThreads() throws {
    let ratings = try randomRatings(users: 700, items: 90, share: 0.1, seed: 4)
    let one: MatrixFactorization<Double> = try fit(ratings, .lbfgs, sweeps: 12)
    for threads in [2, 5] {
      let other: MatrixFactorization<Double> = try fit(
        ratings, .lbfgs, sweeps: 12, threads: threads)
      #expect(one.factors == other.factors)
    }
  }

  @Test func worksInSinglePrecision() throws {
    let ratings = try randomRatings(users: 40, items: 30, share: 0.3, seed: 5)
    let double: MatrixFactorization<Double> = try fit(ratings, .lbfgs, gradientTolerance: 1e-3)
    let single: MatrixFactorization<Float> = try fit(
      ratings, .lbfgs, sweeps: 300, gradientTolerance: 1e-2)
    #expect(single.report.isConverged)
    #expect(abs(single.report.objective / double.report.objective - 1) < 1e-4)
  }

  @Test func plainSweepsMayEndByTheGradientToo() throws {
    let ratings = try randomRatings(users: 30, items: 20, share: 0.3, seed: 6)
    var norms: [Double?] = []
    let model = try MatrixFactorization<Double>.fit(
      ratings,
      options: .init(
        rank: 3, regularization: 3, sweeps: 9000, tolerance: 0, gradientTolerance: 1e-3)
    ) { norms.append($0.gradientNorm) }
    #expect(model.report.isConverged)
    #expect(norms.last == model.report.gradientNorm)
    #expect(norms.dropLast().allSatisfy { $0! > 1e-3 })
  }
}
