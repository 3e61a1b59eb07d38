internal import RecommenderData
internal import Recommenders
internal import Tensor

/// How the target's factors, and with them a loss, answer to a fake user.
///
/// Who rates the target at r_max moves it to y_t = (A_t + zzᵀ)⁻¹(b_t + r_max z), all other factors
/// held. [Fang2020, Eq. 18]
struct TargetResponse {
  private let loss: TopNLoss
  private let lists: RecommendationLists<Double>
  /// x_u of each user of the loss.
  private let users: Matrix<Double>
  /// A_t.
  private let system: Cholesky<Double>
  /// y_t⁰ = A_t⁻¹b_t, the target's factors without a fake user.
  private let cleanTarget: Vector<Double>
  private let width: Double
  private let maximum: Double
  private let parallelism: Parallelism

  /// The response of `surrogate`, with the lists that it has before the fake user.
  ///
  /// - Complexity: The scores of all items for the users of the loss.
  init(_ surrogate: PoisonedSurrogate, loss: TopNLoss, width: Double) throws {
    let factors = surrogate.factors
    let byItem = surrogate.ratings.byItem
    let raters = byItem.range(ofRow: loss.target)
    let columns = factors.users.selectingColumns(raters.map { Int(byItem.indices[$0]) })
    self.loss = loss
    self.width = width
    maximum = surrogate.ratings.scale.maximum
    parallelism = surrogate.parallelism
    users = factors.users.selectingColumns(loss.users)
    lists = try loss.lists(users: users, items: factors.items)
    system = try Cholesky(
      columns.rowGram() + Matrix.identity(columns.rows) * surrogate.regularization)
    cleanTarget = try system.solve(columns * Vector(raters.map { byItem.values[$0] }))
  }

  /// The target's factors beside a fake user z, and (A_t + zzᵀ)⁻¹ applied to another vector.
  private func respond(
    to user: Vector<Double>, _ vector: Vector<Double>? = nil
  ) throws -> (target: Vector<Double>, adjoint: Vector<Double>) {
    let direction = try system.solve(user)
    let scale = 1 + user.dot(direction)
    let target = cleanTarget + direction * ((maximum - user.dot(cleanTarget)) / scale)
    guard let vector else { return (target, target) }
    let solved = try system.solve(vector)
    return (target, solved - direction * (user.dot(solved) / scale))
  }

  /// The loss beside each of several fake users z.
  ///
  /// - Complexity: O(|S|·(rank + N)) for each.
  func losses(_ fakeUsers: Matrix<Double>) throws -> [Double] {
    try parallelism.map(count: fakeUsers.columns, chunk: 1) { columns in
      let target = try respond(to: fakeUsers.column(columns.lowerBound)).target
      return loss.value(
        of: lists, targetScores: users.transposedTimes(target).elements, width: width)
    }
  }

  /// ∂L/∂z beside a fake user z: with a = (A_t + zzᵀ)⁻¹∂L/∂y_t it is
  /// (r_max − zᵀy_t)a − y_t(zᵀa).
  func slope(at user: Vector<Double>) throws -> Vector<Double> {
    let target = try respond(to: user).target
    let scores = users.transposedTimes(target).elements
    let byTarget = loss.targetGradient(
      of: lists, users: users, targetScores: scores, width: width)
    let adjoint = try respond(to: user, byTarget).adjoint
    return adjoint * (maximum - user.dot(target)) - target * user.dot(adjoint)
  }
}
