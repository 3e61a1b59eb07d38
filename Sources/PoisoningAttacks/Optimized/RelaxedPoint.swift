internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// The loss at ratings w, and what each of its gradients needs.
struct RelaxedPoint {
  private let user: RelaxedUser
  private let loss: TopNLoss
  private let gradientKind: AttackGradient
  private let ratings: Vector<Double>
  /// The model that knows w.
  private let answer: RelaxedUser.Answer
  /// x_u of each user of the loss.
  private let users: Matrix<Double>
  /// Γ_u of each user of the loss.
  private let lists: RecommendationLists<Double>
  /// r̂_ut of each user of the loss.
  private let targetScores: [Double]

  /// The loss of the model that one warm sweep makes of w; of the stationary one, if the gradient
  /// is to be that of stationary points.
  init(
    _ user: RelaxedUser, loss: TopNLoss, ratings: Vector<Double>, _ gradientKind: AttackGradient,
    near lists: ShiftedLists? = nil
  ) throws {
    let swept = try user.answer(to: ratings)
    if gradientKind == .stationary {
      try self.init(
        user, loss: loss, ratings: ratings, gradientKind,
        answer: user.stationaryAnswer(near: swept, ratings: ratings))
    } else {
      try self.init(user, loss: loss, ratings: ratings, gradientKind, answer: swept, near: lists)
    }
  }

  /// The loss of a model that is at hand, its lists found from those of a near one if there is one
  /// of the same users' factors.
  init(
    _ user: RelaxedUser, loss: TopNLoss, ratings: Vector<Double>, _ gradientKind: AttackGradient,
    answer: RelaxedUser.Answer, near: ShiftedLists? = nil
  ) throws {
    self.user = user
    self.loss = loss
    self.gradientKind = gradientKind
    self.ratings = ratings
    self.answer = answer
    users = answer.others.selectingColumns(loss.users)
    lists =
      try near?.lists(items: answer.items) ?? loss.lists(users: users, items: answer.items)
    targetScores = users.transposedTimes(answer.items.column(loss.target)).elements
  }

  /// L_S without its ℓ₁ term, Γ_u being the lists at this point.
  func loss(width: Double) -> Double {
    loss.value(of: lists, targetScores: targetScores, width: width)
  }

  /// dL_S/dw without its ℓ₁ term, one of four.
  ///
  /// That of a refit is computed in single precision: its rounding is far below the length of a step,
  /// and it takes half the time.
  func gradient(width: Double) throws -> Vector<Double> {
    switch gradientKind {
    case .published:
      try user.gradient(slopes(width), at: answer, ratings: ratings, holdsUser: true)
    case .oneSweep:
      try user.gradient(slopes(width), at: answer, ratings: ratings, holdsUser: false)
    case .refit(let sweeps):
      try gradient(width: width, .refit(sweeps: sweeps), in: Float.self)
    case .stationary:
      try gradient(
        width: width, .stationary(tolerance: RelaxedUser.stationaryTolerance), in: Double.self)
    }
  }

  /// The one by the adjoint of a solve.
  func gradient<Scalar: TensorScalar>(
    width: Double, _ solve: InfluenceSolve, in precision: Scalar.Type
  ) throws -> Vector<Double> {
    try user.gradient(
      slopes(width), of: loss.users, at: answer, ratings: ratings, solve, in: precision)
  }

  /// The derivatives of the loss by factors.
  private func slopes(_ width: Double) -> TopNLoss.Gradient {
    loss.gradient(
      of: lists, users: users, items: answer.items, targetScores: targetScores, width: width)
  }
}
