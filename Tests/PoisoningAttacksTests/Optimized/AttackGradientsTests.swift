import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// Each gradient against differences of what it is the gradient of.
@Suite struct AttackGradientsTests {
  static let cases: [(seed: UInt64, regularization: Double)] = [
    (1, 0.5), (2, 1), (3, 2), (4, 5), (5, 1),
  ]

  /// y_i = (λI + Σxxᵀ + zzᵀ)⁻¹(Σrx + w_i z), from scratch.
  private func solveItems(
    _ problem: GradientProblem, user: Vector<Double>, ratings: Vector<Double>
  ) throws -> RelaxedUser.Answer {
    let surrogate = problem.user.surrogate
    let byItem = surrogate.ratings.byItem
    let users = surrogate.factors.users
    var items = surrogate.factors.items
    for item in 0..<items.columns {
      let raters = byItem.range(ofRow: item)
      let columns = users.selectingColumns(raters.map { Int(byItem.indices[$0]) })
      let matrix =
        columns.rowGram() + user.outerProduct(user)
        + Matrix.identity(users.rows) * surrogate.regularization
      let right = columns * Vector(raters.map { byItem.values[$0] }) + user * ratings[item]
      items.setColumn(item, to: try Cholesky(matrix).solve(right))
    }
    return .init(others: users, user: user, items: items)
  }

  /// z = (λI + YYᵀ)⁻¹Yw, from scratch.
  private func solveUser(
    _ problem: GradientProblem, ratings: Vector<Double>
  ) throws -> Vector<Double> {
    let surrogate = problem.user.surrogate
    let items = surrogate.factors.items
    return try Cholesky(
      items.rowGram() + Matrix.identity(items.rows) * surrogate.regularization
    ).solve(items * ratings)
  }

  @Test(arguments: cases) func answerIsOneWarmSweep(seed: UInt64, regularization: Double) throws {
    let problem = try GradientProblem(seed: seed, regularization: regularization)
    let answer = try problem.user.answer(to: problem.ratings)
    let expected = try solveItems(
      problem, user: solveUser(problem, ratings: problem.ratings), ratings: problem.ratings)
    #expect(answer.user.isApproximatelyEqual(to: expected.user))
    #expect(answer.items.isApproximatelyEqual(to: expected.items))
    #expect(answer.others == expected.others)
  }

  @Test(arguments: cases) func publishedIsEquation21(seed: UInt64, regularization: Double) throws {
    let problem = try GradientProblem(seed: seed, regularization: regularization)
    let point = try RelaxedPoint(
      problem.user, loss: problem.loss, ratings: problem.ratings, .published)
    let gradient = try point.gradient(width: problem.width)
    // By hand: g′ of Eq. 15 times x_uᵀ(∂y_i/∂w_i − ∂y_t/∂w_t) with ∂y_j/∂w_j of Eq. 21.
    let answer = try problem.user.answer(to: problem.ratings)
    let surrogate = problem.user.surrogate
    let byItem = surrogate.ratings.byItem
    var expected = Vector<Double>(count: GradientProblem.items)
    let users = answer.others.selectingColumns(problem.loss.users)
    let lists = try problem.loss.lists(users: users, items: answer.items)
    let moves = try (0..<GradientProblem.items).map { item in
      let raters = byItem.range(ofRow: item).map { Int(byItem.indices[$0]) }
      let matrix =
        answer.others.selectingColumns(raters).rowGram()
        + answer.user.outerProduct(answer.user)
        + Matrix.identity(answer.user.count) * surrogate.regularization
      return try Cholesky(matrix).solve(answer.user)
    }
    for (place, user) in problem.loss.users.enumerated() {
      let factors = answer.others.column(user)
      for entry in lists[user: place] {
        let margin =
          factors.dot(answer.items.column(entry.item))
          - factors.dot(answer.items.column(GradientProblem.target))
        let value = TopNLoss.sigmoid(margin / problem.width)
        let slope = problem.loss.weights[place] * value * (1 - value) / problem.width
        expected[entry.item] += slope * factors.dot(moves[entry.item])
        expected[GradientProblem.target] -= slope * factors.dot(moves[GradientProblem.target])
      }
    }
    #expect(relativeError(gradient, expected) < 1e-12)
    // And as differences of Eq. 18 with X and z held.
    let differences = try problem.differences { ratings in
      try problem.loss(of: solveItems(problem, user: answer.user, ratings: ratings))
    }
    #expect(relativeError(gradient, differences) < 1e-6)
  }

  @Test(arguments: cases) func oneSweepIsDerivativeOfOneSweep(
    seed: UInt64, regularization: Double
  ) throws {
    let problem = try GradientProblem(seed: seed, regularization: regularization)
    let gradient = try RelaxedPoint(
      problem.user, loss: problem.loss, ratings: problem.ratings, .oneSweep
    ).gradient(width: problem.width)
    let differences = try problem.differences { ratings in
      let user = try solveUser(problem, ratings: ratings)
      return try problem.loss(of: solveItems(problem, user: user, ratings: ratings))
    }
    #expect(relativeError(gradient, differences) < 1e-6)
  }

  @Test(arguments: cases, [1, 3, 10]) func refitIsDerivativeOfSweeps(
    _ setting: (seed: UInt64, regularization: Double), sweeps: Int
  ) throws {
    let problem = try GradientProblem(seed: setting.seed, regularization: setting.regularization)
    let start = try problem.user.stationaryAnswer(
      near:
        problem.user.answer(to: problem.ratings), ratings: problem.ratings)
    let point = try RelaxedPoint(
      problem.user, loss: problem.loss, ratings: problem.ratings, .refit(sweeps: sweeps),
      answer: start)
    let differences = try problem.differences { ratings in
      var factors = GradientProblem.factors(start)
      try MatrixFactorization<Double>.sweep(
        &factors, count: sweeps, ratings: problem.user.relaxed(ratings),
        options: problem.user.surrogate.options, parallelism: .serial)
      return try problem.loss(of: GradientProblem.answer(factors))
    }
    let exact = try point.gradient(width: problem.width, .refit(sweeps: sweeps), in: Double.self)
    #expect(relativeError(exact, differences) < 1e-5)
    // The one that descents follow is the same but for the rounding of single precision.
    let rounded = try point.gradient(width: problem.width)
    #expect(relativeError(rounded, exact) < 1e-4)
    #expect(rounded != exact)
    // What is kept from one gradient to the next changes nothing.
    let keeping = try RelaxedUser(problem.user.surrogate, for: .refit(sweeps: sweeps))
    let again = try RelaxedPoint(
      keeping, loss: problem.loss, ratings: problem.ratings, .refit(sweeps: sweeps), answer: start)
    #expect(try again.gradient(width: problem.width) == rounded)
  }

  @Test(arguments: cases) func stationaryIsDerivativeOfFullRetraining(
    seed: UInt64, regularization: Double
  ) throws {
    let problem = try GradientProblem(seed: seed, regularization: regularization)
    let start = try problem.user.stationaryAnswer(
      near: problem.user.answer(to: problem.ratings), ratings: problem.ratings, tolerance: 1e-13)
    let point = try RelaxedPoint(
      problem.user, loss: problem.loss, ratings: problem.ratings, .stationary, answer: start)
    let differences = try problem.differences(step: 1e-3) { ratings in
      try problem.loss(
        of: problem.user.stationaryAnswer(near: start, ratings: ratings, tolerance: 1e-13))
    }
    #expect(relativeError(try point.gradient(width: problem.width), differences) < 1e-5)
  }

  @Test func modelThatDoesNotSettleIsAnError() throws {
    let problem = try GradientProblem(seed: 3, regularization: 2)
    let start = try problem.user.answer(to: problem.ratings)
    let error = #expect(throws: AttackError.self) {
      _ = try problem.user.stationaryAnswer(
        near: start, ratings: problem.ratings, tolerance: 1e-300)
    }
    guard case .notStationary(let sweeps, let gradientNorm) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sweeps > 0 && gradientNorm > 0)
  }
}
