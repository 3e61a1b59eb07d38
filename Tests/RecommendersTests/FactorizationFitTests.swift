import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// The course of a fit: `MatrixFactorization+Fit.swift` and `FitReport.swift`.
@Suite struct FactorizationFitTests {
  @Test func objectiveNeverRises() throws {
    let ratings = try randomRatings(users: 30, items: 40, share: 0.3, seed: 1)
    let model = try MatrixFactorization<Double>.fit(
      ratings, options: .init(rank: 8, regularization: 0.5, sweeps: 40, tolerance: 0))
    let objectives = model.report.objectives
    #expect(objectives.count == 40)
    #expect(zip(objectives, objectives.dropFirst()).allSatisfy { $1 <= $0 * (1 + 1e-14) })
    #expect(model.report.objective == objectives.last)
  }

  @Test func toleranceEndsAtAStationaryPoint() throws {
    let ratings = try randomRatings(users: 30, items: 40, share: 0.3, seed: 2)
    func gradientNorm(_ tolerance: Double) throws -> Double {
      let model = try MatrixFactorization<Double>.fit(
        ratings,
        options: .init(rank: 4, regularization: 3, sweeps: 100_000, tolerance: tolerance))
      #expect(model.report.isConverged)
      return model.report.gradientNorm
    }
    #expect(try gradientNorm(1e-4) > 1e-2)
    #expect(try gradientNorm(1e-15) < 1e-4)
  }

  @Test func sameSeedSameBitsForAnyNumberOfThreads() throws {
    let ratings = try randomRatings(users: 100, items: 90, share: 0.2, seed: 3)
    func fit<Scalar>(_ threads: Int, seed: UInt64 = 1) throws -> MatrixFactorization<Scalar> {
      try .fit(
        ratings, options: .init(rank: 5, sweeps: 4, tolerance: 0, seed: seed),
        parallelism: Parallelism(threads: threads))
    }
    let one: MatrixFactorization<Double> = try fit(1)
    for threads in [2, 3, 8] {
      let other: MatrixFactorization<Double> = try fit(threads)
      #expect(one.factors == other.factors)
      #expect(one.report == other.report)
    }
    let single: MatrixFactorization<Float> = try fit(1)
    #expect(try single.factors == fit(2).factors)
    #expect(try one.factors != fit(1, seed: 2).factors)
  }

  @Test func warmStartGoesOnWhereTheFitEnded() throws {
    let ratings = try randomRatings(users: 20, items: 30, share: 0.3, seed: 4)
    var options = FactorizationOptions(rank: 3, regularization: 1, sweeps: 7, tolerance: 0)
    let whole = try MatrixFactorization<Double>.fit(ratings, options: options)
    options.sweeps = 3
    let first = try MatrixFactorization<Double>.fit(ratings, options: options)
    options.sweeps = 4
    let second = try MatrixFactorization<Double>.fit(
      ratings, options: options, start: first.factors)
    #expect(second.factors == whole.factors)
    options.sweeps = 0
    let none = try MatrixFactorization<Double>.fit(ratings, options: options, start: first.factors)
    #expect(none.factors == first.factors)
    #expect(none.report.objective == first.report.objective)
  }

  @Test func startOfAnItemDoesNotDependOnTheUsers() throws {
    // A refit after an injection begins from the same item factors.
    let ratings = try randomRatings(users: 20, items: 30, share: 0.3, seed: 4)
    let injected = try ratings.injecting([FakeProfile([(item: 3, value: 5)])])
    let options = FactorizationOptions(rank: 3, sweeps: 0)
    #expect(
      try MatrixFactorization<Double>.fit(ratings, options: options).itemFactors
        == MatrixFactorization<Double>.fit(injected, options: options).itemFactors)
  }

  @Test func progressCountsSweepsAndCanEndTheFit() throws {
    struct Stop: Error {}
    let ratings = try referenceRatings()
    var seen: [FitProgress] = []
    #expect(throws: Stop.self) {
      try MatrixFactorization<Double>.fit(
        ratings, options: .init(rank: 2, sweeps: 9, tolerance: 0)
      ) {
        seen.append($0)
        if $0.sweep == 4 { throw Stop() }
      }
    }
    #expect(seen.map(\.sweep) == [1, 2, 3, 4])
    #expect(seen.allSatisfy { $0.sweeps == 9 })
    #expect(seen[0].relativeDecrease == .infinity)
    #expect(
      seen[1].relativeDecrease == (seen[0].objective - seen[1].objective) / seen[0].objective)
  }

  @Test func rejectsAStartThatDoesNotFit() throws {
    let ratings = try referenceRatings()
    let options = FactorizationOptions(rank: 2)
    var start: MatrixFactorization<Double>.Factors = referenceStart()
    start.users = Matrix(rows: 2, columns: 3)
    #expect(
      throws: RecommenderError.shapeMismatch(
        what: "user factors", expected: "2 × 4", found: "2 × 3")
    ) {
      try MatrixFactorization.fit(ratings, options: options, start: start)
    }
    start = referenceStart()
    start.items[1, 3] = .nan
    #expect(
      throws: RecommenderError.factorNotFinite(what: "item factors", row: 1, column: 3)
    ) {
      try MatrixFactorization.fit(ratings, options: options, start: start)
    }
  }

  @Test func rejectsEmptyData() throws {
    func fit(_ users: Int, _ items: Int) throws {
      _ = try MatrixFactorization<Double>.fit(
        RatingMatrix(userCount: users, itemCount: items, ratings: [], scale: .fiveStars))
    }
    #expect(throws: RecommenderError.emptyData(what: "user")) { try fit(0, 3) }
    #expect(throws: RecommenderError.emptyData(what: "item")) { try fit(3, 0) }
    #expect(throws: RecommenderError.emptyData(what: "rating")) { try fit(3, 3) }
  }

  @Test func overflowIsAnErrorThatNamesTheSweep() throws {
    let ratings = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [Rating(user: 0, item: 0, value: 1e30)],
      scale: RatingScale(minimum: 0, maximum: 1e30))
    #expect(throws: RecommenderError.notFinite(sweep: 1)) {
      try MatrixFactorization<Float>.fit(
        ratings, options: .init(rank: 1, regularization: 1e-30))
    }
  }
}
