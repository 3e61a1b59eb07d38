import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct GreedyChoiceTests {
  /// The loss with y_t and z solved from scratch for the given ratings, all else held.
  private func bruteForce(
    _ problem: GradientProblem, width: Double, _ rated: [(item: Int, value: Double)]
  ) throws -> Double {
    let surrogate = problem.user.surrogate
    let (users, items) = (surrogate.factors.users, surrogate.factors.items)
    let ridge = Matrix<Double>.identity(items.rows) * surrogate.regularization
    let columns = items.selectingColumns(rated.map(\.item))
    let user = try Cholesky(columns.rowGram() + ridge)
      .solve(columns * Vector(rated.map(\.value)))
    let byItem = surrogate.ratings.byItem
    let range = byItem.range(ofRow: GradientProblem.target)
    let raters = users.selectingColumns(range.map { Int(byItem.indices[$0]) })
    let target = try Cholesky(raters.rowGram() + user.outerProduct(user) + ridge)
      .solve(raters * Vector(range.map { byItem.values[$0] }) + user * 5)
    let audience = users.selectingColumns(problem.loss.users)
    return problem.loss.value(
      of: try problem.loss.lists(users: audience, items: items),
      targetScores: audience.transposedTimes(target).elements, width: width)
  }

  @Test(arguments: 1...6) func pickIsTheBestOfAllItems(seed: Int) throws {
    let problem = try GradientProblem(seed: UInt64(seed), regularization: 1)
    let surrogate = problem.user.surrogate
    let options = GreedyAttack.Options(shortlist: 14)
    let choice = try GreedyChoice(
      surrogate, loss: problem.loss, options: options, disguise: nil)
    let means = surrogate.ratings.itemStatistics.means
    var user = try GreedyProfile(
      items: surrogate.factors.items, regularization: surrogate.regularization)
    var rated = [(item: GradientProblem.target, value: 5.0)]
    try user.rate(GradientProblem.target, 5)
    for _ in 0..<3 {
      let ranked = try choice.ranked(user, excluding: rated.map(\.item), means: means)
      let losses = try ranked.map { item in
        try bruteForce(problem, width: 0.5, rated + [(item, means[item])])
      }
      #expect(ranked.count == 14 - rated.count)
      #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 <= $1 + 1e-12 })
      try user.rate(ranked[0], means[ranked[0]])
      rated.append((ranked[0], means[ranked[0]]))
    }
  }

  @Test(arguments: 1...6) func slopeIsTheDerivativeByTheFakeUser(seed: Int) throws {
    let problem = try GradientProblem(seed: UInt64(seed), regularization: 1)
    let response = try TargetResponse(
      problem.user.surrogate, loss: problem.loss, width: 0.5)
    let user: Vector<Double> = [0.4, -0.2, 0.7]
    let slope = try response.slope(at: user)
    let step = 1e-5
    let differences = Vector<Double>(
      try user.indices.map { factor in
        var (more, less) = (user, user)
        more[factor] += step
        less[factor] -= step
        let losses = try response.losses(
          Matrix(column: more).appendingColumns(of: Matrix(column: less)))
        return (losses[0] - losses[1]) / (2 * step)
      })
    #expect(relativeError(slope, differences) < 1e-7)
  }

  @Test func shortlistHoldsTheBestFirstOrderScores() throws {
    let problem = try GradientProblem(seed: 3, regularization: 1)
    let surrogate = problem.user.surrogate
    let means = surrogate.ratings.itemStatistics.means
    var user = try GreedyProfile(
      items: surrogate.factors.items, regularization: surrogate.regularization)
    try user.rate(GradientProblem.target, 5)
    let response = try TargetResponse(surrogate, loss: problem.loss, width: 0.5)
    let changes = try user.changes(slope: response.slope(at: user.user), ratings: means)
    let best = changes.indices.filter { $0 != GradientProblem.target }
      .sorted { changes[$0] < changes[$1] }.prefix(4)
    let choice = try GreedyChoice(
      surrogate, loss: problem.loss, options: .init(shortlist: 4), disguise: nil)
    let ranked = try choice.ranked(user, excluding: [GradientProblem.target], means: means)
    #expect(Set(ranked) == Set(best))
  }
}
