import RecommenderData
import Tensor
import Testing

@testable import Recommenders

@Suite struct FactorizationProblemTests {
  /// The objective as Equation 1 has it, rating by rating.
  func objective(
    _ ratings: RatingMatrix, _ factors: MatrixFactorization<Double>.Factors, _ lambda: Double
  ) -> Double {
    var sum = 0.0
    for rating in ratings.ratings {
      var prediction = 0.0
      for k in 0..<factors.users.rows {
        prediction += factors.users[k, rating.user] * factors.items[k, rating.item]
      }
      sum += (rating.value - prediction) * (rating.value - prediction)
    }
    for value in factors.users.columnMajorElements + factors.items.columnMajorElements {
      sum += lambda * value * value
    }
    return sum
  }

  func randomFactors(
    _ ratings: RatingMatrix, rank: Int, seed: UInt64
  ) -> MatrixFactorization<Double>.Factors {
    var rng = SeededGenerator(seed: seed)
    return .init(
      users: Matrix(rows: rank, columns: ratings.userCount) { _, _ in rng.nextNormal() },
      items: Matrix(rows: rank, columns: ratings.itemCount) { _, _ in rng.nextNormal() })
  }

  @Test(arguments: [0.3, 5.0]) func objectiveIsEquation1(lambda: Double) throws {
    let ratings = try randomRatings(users: 9, items: 12, share: 0.4, seed: 1)
    let problem = try FactorizationProblem<Double>(
      ratings, options: .init(rank: 3, regularization: lambda), parallelism: .serial)
    let factors = randomFactors(ratings, rank: 3, seed: 2)
    let expected = objective(ratings, factors, lambda)
    #expect(abs(problem.objective(factors) - expected) < 1e-13 * expected)
  }

  @Test(arguments: [0.3, 5.0]) func gradientMatchesCentralDifferences(lambda: Double) throws {
    let ratings = try randomRatings(users: 9, items: 12, share: 0.4, seed: 3)
    let problem = try FactorizationProblem<Double>(
      ratings, options: .init(rank: 3, regularization: lambda), parallelism: .serial)
    let factors = randomFactors(ratings, rank: 3, seed: 4)
    let gradient = problem.gradient(factors, residuals: try problem.residuals(factors))
    let step = 1e-5
    func difference(_ change: (inout MatrixFactorization<Double>.Factors, Double) -> Void)
      -> Double
    {
      var (up, down) = (factors, factors)
      change(&up, step)
      change(&down, -step)
      return (objective(ratings, up, lambda) - objective(ratings, down, lambda)) / (2 * step)
    }
    // J is quadratic in each entry, so central differences are exact but for rounding of J/step.
    for k in 0..<3 {
      for user in 0..<9 {
        let expected = difference { $0.users[k, user] += $1 }
        #expect(abs(gradient.users[k, user] - expected) < 1e-6 * (1 + abs(expected)))
      }
      for item in 0..<12 {
        let expected = difference { $0.items[k, item] += $1 }
        #expect(abs(gradient.items[k, item] - expected) < 1e-6 * (1 + abs(expected)))
      }
    }
  }

  @Test func gradientOfUsersVanishesAfterTheirHalfSweep() throws {
    let ratings = try randomRatings(users: 30, items: 25, share: 0.4, seed: 5)
    let problem = try FactorizationProblem<Double>(
      ratings, options: .init(rank: 6, regularization: 0.5), parallelism: .serial)
    var factors = try problem.start(from: nil)
    try problem.sweep(&factors, number: 1)
    // Items were solved last: their gradient is zero up to rounding, the users' is not.
    let gradient = problem.gradient(factors, residuals: try problem.residuals(factors))
    let scale = factors.users.columnMajorElements.map(abs).max()! * 5 * 30
    #expect(gradient.items.columnMajorElements.allSatisfy { abs($0) < 100 * scale * .ulpOfOne })
    #expect(gradient.users.columnMajorElements.contains { abs($0) > 1e-3 })
  }

  @Test func entriesWithoutRatingsAreZero() throws {
    let ratings = try RatingMatrix(
      userCount: 3, itemCount: 3, ratings: [Rating(user: 1, item: 2, value: 4)],
      scale: .fiveStars)
    let model = try MatrixFactorization<Double>.fit(
      ratings, options: .init(rank: 2, regularization: 0.1, sweeps: 3000, tolerance: 0))
    for user in [0, 2] { #expect(model.userFactors.column(user) == [0, 0]) }
    for item in [0, 1] { #expect(model.itemFactors.column(item) == [0, 0]) }
    // One rating r with ‖x‖² = ‖y‖²: the optimum of (r − s)² + 2λs is s = r − λ.
    #expect(abs(model.score(user: 1, item: 2) - 3.9) < 1e-3)
  }
}
