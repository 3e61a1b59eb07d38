internal import RecommenderData
internal import RecommenderInfluence
internal import Recommenders
internal import Tensor

/// How all factors, those of normal users included, answer to ratings w.
extension RelaxedUser {
  /// To which share of the ratings' norm ‖∇J‖ is brought, and to which residual H s = g is solved,
  /// for a stationary point.
  static var stationaryTolerance: Double { 1e-7 }

  /// The greatest number of accelerated sweeps to a stationary point.
  private static var sweepLimit: Int { 2000 }

  /// The derivative of the loss by each rating, by the adjoint of a linearized refit.
  ///
  /// It is 2(y_jᵀs_z + zᵀs_{y_j}) for item j, with H s = ∇L and H = ∇²J at the answer, J being that of
  /// Eq. 14.
  ///
  /// - Parameters:
  ///   - users: The users of the columns of `loss.ofUsers`.
  ///   - precision: The precision of H and s.
  func gradient<Scalar: TensorScalar>(
    _ loss: TopNLoss.Gradient, of users: [Int], at answer: Answer, ratings: Vector<Double>,
    _ solve: InfluenceSolve, in precision: Scalar.Type
  ) throws -> Vector<Double> {
    let factors = MatrixFactorization<Scalar>.Factors(converting: factors(answer))
    let known = surrogate.ratings
    let placed =
      try placedRatings?.replacingValues(known.byUser.values + ratings.elements)
      ?? PlacedRatings(known.withRelaxedUser(rating: ratings))
    let linearization = try FactorizationLinearization(
      ratings: placed, factors: factors,
      regularization: surrogate.regularization, parallelism: surrogate.parallelism)
    let rank = answer.user.count
    var slopes = MatrixFactorization<Double>.Factors(
      users: Matrix(rows: rank, columns: answer.others.columns + 1),
      items: Matrix(rows: rank, columns: ratings.count))
    for (place, user) in users.enumerated() {
      slopes.users.setColumn(user, to: loss.ofUsers.column(place))
    }
    for (place, item) in loss.items.enumerated() {
      slopes.items.setColumn(item, to: loss.ofItems.column(place))
    }
    // Slopes of a narrow loss can be smaller than single precision holds.
    let size = slopes.norm(surrogate.parallelism)
    guard size > 0 else { return Vector(count: ratings.count) }
    slopes.users *= 1 / size
    slopes.items *= 1 / size
    let adjoint = try linearization.adjointFactors(of: .init(converting: slopes), solve)
    let fake = answer.others.columns
    let gradient =
      factors.items.transposedTimes(adjoint.users.column(fake))
      + adjoint.items.transposedTimes(factors.users.column(fake))
    return Vector(converting: gradient) * (2 * size)
  }

  /// The stationary point near an answer, of the objective with the fake user in it.
  ///
  /// - Parameter tolerance: The share of the ratings' norm that ‖∇J‖ is brought to.
  func stationaryAnswer(
    near answer: Answer, ratings: Vector<Double>, tolerance: Double = Self.stationaryTolerance
  ) throws -> Answer {
    let relaxed = try relaxed(ratings)
    let scale = Vector(relaxed.byUser.values).norm
    var options = surrogate.options
    options.acceleration = .lbfgs
    options.sweeps = Self.sweepLimit
    options.tolerance = 0
    options.gradientTolerance = tolerance * scale
    let model = try MatrixFactorization<Double>.fit(
      relaxed, options: options, start: factors(answer), parallelism: surrogate.parallelism)
    guard model.report.isConverged else {
      throw AttackError.notStationary(
        sweeps: model.report.sweeps, gradientNorm: model.report.gradientNorm)
    }
    let others = answer.others.columns
    return Answer(
      others: model.userFactors[0..., 0..<others], user: model.userFactors.column(others),
      items: model.itemFactors)
  }

  /// The factors of an answer, the fake user's last.
  private func factors(_ answer: Answer) -> MatrixFactorization<Double>.Factors {
    .init(
      users: answer.others.appendingColumns(of: Matrix(column: answer.user)), items: answer.items)
  }

  /// The ratings so far, and as a last user one who rates every item.
  ///
  /// Zeros are ratings among them, as in Eq. 14.
  func relaxed(_ ratings: Vector<Double>) throws -> RatingMatrix {
    let known = surrogate.ratings
    return try RatingMatrix(
      byUser: known.withRelaxedUser(rating: ratings),
      scale: RatingScale(
        minimum: min(0, known.scale.minimum), maximum: known.scale.maximum,
        step: known.scale.maximum - min(0, known.scale.minimum)),
      userIdentifiers: known.userIdentifiers + ["relaxed"],
      itemIdentifiers: known.itemIdentifiers)
  }
}

extension RatingMatrix {
  /// The ratings by user, and as a last user one who rates every item.
  func withRelaxedUser(rating ratings: Vector<Double>) -> SparseMatrix<Double> {
    SparseMatrix(
      rows: userCount + 1, columns: itemCount,
      uncheckedOffsets: byUser.offsets + [count + itemCount],
      indices: byUser.indices + (0..<itemCount).map { Int32($0) },
      values: byUser.values + ratings.elements)
  }
}
