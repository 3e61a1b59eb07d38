public import Recommenders
public import Tensor

/// The objective of a matrix factorization to second order at given factors.
///
/// It answers H s = g, with H = ∇²J including its user–item blocks, in the three senses of
/// ``InfluenceSolve``: how factors follow when g is added to ∇J (``change(for:_:)``), and which g an
/// output of the factors is most sensitive to (``adjoint(of:_:)``).
///
/// H is singular: J does not change when X and Y are rotated together. With factors of rank k its
/// null space has at least k(2d − k − 1)/2 dimensions; parts of the data that hang together by ratings
/// met exactly can turn for themselves. Gradients of predictions and of single ratings' errors are
/// orthogonal to rotations, so that iterations that start at zero never see them.
public struct FactorizationLinearization<Scalar: TensorScalar>: Sendable {
  /// X and Y.
  public typealias Factors = MatrixFactorization<Scalar>.Factors

  /// Where the objective is expanded.
  public let factors: Factors
  /// λ of the objective.
  public let regularization: Double
  /// e_ui = r_ui − x_uᵀy_i by user, a value for each rating.
  public let residuals: SparseMatrix<Double>
  /// The same by item.
  let residualsByItem: SparseMatrix<Double>
  /// Where among the ratings by user each rating by item is.
  let places: [Int32]
  /// The diagonal blocks of users, halved: λI + Σ yyᵀ.
  let userSystems: RidgeSystems<Scalar>
  /// The diagonal blocks of items, halved: λI + Σ xxᵀ.
  let itemSystems: RidgeSystems<Scalar>
  /// The threads to use.
  let parallelism: Parallelism

  /// The number of factors.
  public var rank: Int { factors.users.rows }

  /// Expands the objective of `ratings` at `factors`.
  ///
  /// - Parameters:
  ///   - ratings: r by user; a user may have rated every item.
  ///   - factors: X and Y, one column for each user and item of the ratings.
  ///   - regularization: λ, positive.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `TensorError` for factors that do not fit or are not finite, for λ, or for more than
  ///   2³¹ − 1 ratings.
  /// - Complexity: That of one sweep of alternating least squares; memory for Σ min(m, d)²/2 numbers
  ///   over the users and items with m ratings each.
  public init(
    ratings: SparseMatrix<Double>, factors: Factors, regularization: Double,
    parallelism: Parallelism = .automatic
  ) throws(TensorError) {
    try self.init(
      ratings: PlacedRatings(ratings), factors: factors, regularization: regularization,
      parallelism: parallelism)
  }

  /// The same for ratings that are in both orders already.
  package init(
    ratings: PlacedRatings, factors: Factors, regularization: Double, parallelism: Parallelism
  ) throws(TensorError) {
    let errors = try Self.errors(ratings.byUser, factors, parallelism)
    self.factors = factors
    self.regularization = regularization
    self.parallelism = parallelism
    places = ratings.places
    residuals = ratings.byUser.replacingValues(errors)
    residualsByItem = ratings.patternByItem.replacingValues(places.map { errors[Int($0)] })
    userSystems = try RidgeSystems(
      of: residuals, factors: factors.items, regularization: Scalar(regularization),
      parallelism: parallelism)
    itemSystems = try RidgeSystems(
      of: residualsByItem, factors: factors.users, regularization: Scalar(regularization),
      parallelism: parallelism)
  }

  /// e_ui of each rating by user.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func errors(
    _ ratings: SparseMatrix<Double>, _ factors: Factors, _ parallelism: Parallelism
  ) throws(TensorError) -> [Double] {
    let predictions = try ratings.sampledProduct(
      factors.users, factors.items, parallelism: parallelism)
    var errors = ratings.values
    for place in errors.indices { errors[place] -= Double(predictions[place]) }
    return errors
  }

  /// H s, for s with a column for each user and item.
  ///
  /// (Hs)_{x_u} = 2[λa_u + Σ_i ((y_iᵀa_u + x_uᵀb_i) y_i − e_ui b_i)] for s = (a; b), and its mirror.
  ///
  /// - Complexity: 16·rank flops for each rating.
  public func hessianProduct(_ s: Factors) -> Factors {
    hessianProduct(s, diagonalWeight: 1)
  }

  /// The same with diagonal blocks that weigh more: those of H + δ·blockdiag(H) weigh 1 + δ.
  func hessianProduct(_ s: Factors, diagonalWeight: Scalar) -> Factors {
    let lambda = Scalar(regularization)
    return Factors(
      users: residuals.hessianProduct(
        s.users, s.items, own: factors.users, others: factors.items, regularization: lambda,
        diagonalWeight: diagonalWeight, parallelism: parallelism),
      items: residualsByItem.hessianProduct(
        s.items, s.users, own: factors.items, others: factors.users, regularization: lambda,
        diagonalWeight: diagonalWeight, parallelism: parallelism))
  }

  /// ∇J at the factors: 2(λx_u − Σ_i e_ui y_i) for users, and its mirror for items.
  public var gradient: Factors {
    func side(
      _ own: Matrix<Scalar>, _ errors: SparseMatrix<Double>, _ others: Matrix<Scalar>
    ) -> Matrix<Scalar> {
      // The product with a zero matrix beside the other side's factors leaves −2Σe y.
      var result = errors.hessianProduct(
        Matrix(rows: rank, columns: own.columns), others,
        own: Matrix(rows: rank, columns: own.columns), others: others,
        regularization: Scalar(regularization), diagonalWeight: 1, parallelism: parallelism)
      result += Scalar(2 * regularization) * own
      return result
    }
    return Factors(
      users: side(factors.users, residuals, factors.items),
      items: side(factors.items, residualsByItem, factors.users))
  }
}
