import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// The gradient of utilities by fake ratings against differences of an items' half sweep.
@Suite struct RatingGradientTests {
  let ratings: RatingMatrix
  let model: MatrixFactorization<Double>

  init() throws {
    ratings = try starMatrix(users: 14, items: 9, seed: 3)
    model = try .fit(
      ratings,
      options: FactorizationOptions(
        rank: 3, regularization: 0.7, sweeps: 4, tolerance: 0, acceleration: .lbfgs)
    )
  }

  /// R after every item's factors have been solved for anew, X and z held, by their normal
  /// equations and the definition of the utility.
  func utilityAfterSweep(
    _ utility: PredictionUtility, target: Int, row: RelaxedRow, factors z: Vector<Double>
  ) throws -> Double {
    var sum = 0.0
    for item in 0..<ratings.itemCount {
      var system = Matrix<Double>.identity(3) * model.regularization
      var side = Vector<Double>(count: 3)
      for user in 0..<ratings.userCount {
        guard let rating = ratings.rating(user: user, item: item) else { continue }
        let x = model.userFactors.column(user)
        system = system + x.outerProduct(x)
        side.add(x, times: rating)
      }
      if row.isRated[item] {
        system = system + z.outerProduct(z)
        side.add(z, times: row.values[item])
      }
      let factors = try Cholesky(system).solve(side)
      let weight = utility.itemWeights.map { $0[item] ?? 0 } ?? (item == target ? 1 : 0)
      for user in 0..<ratings.userCount {
        let x = model.userFactors.column(user)
        let change = x.dot(factors) - x.dot(model.itemFactors.column(item))
        if ratings.rating(user: user, item: item) == nil {
          sum += utility.availability * change * change
        }
        sum += utility.integrity * weight * x.dot(factors)
      }
    }
    return sum / Double(ratings.normalUserCount)
  }

  func gradient(_ utility: PredictionUtility, target: Int = 4) throws -> RatingGradient {
    let field = UtilityField(utility, target: target, model: model, ratings: ratings)
    return try RatingGradient(field, model: model, ratings: ratings, parallelism: .serial)
  }

  static let utilities = [
    PredictionUtility.targetPushing, .spoiling,
    PredictionUtility(availability: -0.4, integrity: 1.5, itemWeights: [0: 2, 4: -0.5]),
  ]
  static let rows = [
    RelaxedRow(dense: [3, 1.5, 4, 5, 2.25, 1, 3.5, 4, 2]),
    RelaxedRow([(1, 5.0), (4, 2.0), (6, 3.5)], itemCount: 9, unrated: 0),
  ]

  @Test(arguments: utilities, rows) func matchesDifferencesOfASweep(
    utility: PredictionUtility, row: RelaxedRow
  ) throws {
    let gradient = try gradient(utility)
    let z = try gradient.factors(of: row)
    let derivatives = gradient.derivatives(at: row, factors: z)
    func value(_ item: Int, _ change: Double) throws -> Double {
      var row = row
      row.values[item] += change
      return try utilityAfterSweep(utility, target: 4, row: row, factors: z)
    }
    var expected = [Double](repeating: 0, count: 9)
    // R is quadratic in a rating, so that a central difference of any width is exact.
    for item in row.ratedItems { expected[item] = try (value(item, 1) - value(item, -1)) / 2 }
    let scale = expected.map(abs).max() ?? 0
    #expect(scale > 1e-4)
    for (item, value) in derivatives where row.isRated[item] {
      #expect(abs(value - expected[item]) < 1e-12 * max(1, scale))
      expected[item] = 0
    }
    #expect(expected.allSatisfy { abs($0) < 1e-12 })
  }

  @Test(arguments: utilities, rows) func valueIsTheUtilityAfterASweep(
    utility: PredictionUtility, row: RelaxedRow
  ) throws {
    let gradient = try gradient(utility)
    let z = try gradient.factors(of: row)
    let value = gradient.value(at: row, factors: z)
    let expected = try utilityAfterSweep(utility, target: 4, row: row, factors: z)
    #expect(abs(value - expected) < 1e-11 * max(1, abs(expected)))
  }

  @Test func fakeFactorsAreAFoldIn() throws {
    let gradient = try gradient(.targetPushing)
    for row in Self.rows {
      let items = row.ratedItems
      let expected = try model.foldIn(items: items, values: items.map { row.values[$0] })
      #expect(
        try gradient.factors(of: row).isApproximatelyEqual(to: expected, relativeTolerance: 1e-12))
    }
  }

  @Test func pushingATargetMovesItsRatingAlone() throws {
    let derivatives = try gradient(.targetPushing).derivatives(
      at: Self.rows[0], factors: gradient(.targetPushing).factors(of: Self.rows[0]))
    #expect(derivatives.map(\.item) == [4])
    #expect(derivatives[0].value > 0)
  }

  @Test func anUnratedItemHasTheDerivativeOfARatingToBeAdded() throws {
    let row = Self.rows[1]
    let utility = PredictionUtility(availability: 0, integrity: 1, itemWeights: [2: 1])
    let gradient = try gradient(utility)
    let z = try gradient.factors(of: row)
    let derivative = gradient.derivatives(at: row, factors: z)[0].value
    // A weak rating, of weight w in the squares: w → 0 gives the limit.
    var sum = Vector<Double>(count: 3)
    var system = Matrix<Double>.identity(3) * model.regularization
    for user in 0..<ratings.userCount {
      let x = model.userFactors.column(user)
      sum += x
      if ratings.rating(user: user, item: 2) != nil { system = system + x.outerProduct(x) }
    }
    let expected = try Cholesky(system).solve(z).dot(sum) / 14
    #expect(abs(derivative - expected) < 1e-12)
  }
}
