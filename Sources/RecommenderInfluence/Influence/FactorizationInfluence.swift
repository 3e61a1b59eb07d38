public import RecommenderData
public import Recommenders
public import Tensor

/// How the predictions of a fitted matrix factorization move when ratings are removed.
///
/// To first order, removing the rating (k, j) changes r̂_ot by
///
///     Φ((k, j), (o, t)) = ∇r̂_otᵀ H⁻¹ ∇ℓ(k, j)        [Fang2020, Eq. 12]
///
/// with ∇ℓ the gradient of the squared error alone, and H⁻¹ in the sense of an ``InfluenceSolve``.
///
/// ```swift
/// let influence = try FactorizationInfluence(model: model, ratings: ratings)
/// let result = try influence.onTarget(17)
/// result.ofUsers           // π(k, 17) of each user k
/// result.certificate.warning
/// ```
public struct FactorizationInfluence<Scalar: TensorScalar>: Sendable {
  /// The ratings that the model was fitted to.
  public let ratings: RatingMatrix
  /// For whom H⁻¹ is asked.
  public let solve: InfluenceSolve
  /// The objective to second order at the model's factors.
  public let linearization: FactorizationLinearization<Scalar>
  /// Objective, gradient and rank at the factors, without a solve.
  let fitCertificate: InfluenceCertificate

  /// Linearizes the objective at a model's factors.
  ///
  /// - Parameters:
  ///   - model: Fitted to `ratings`; a stationary solve needs a fit to a small gradient norm.
  ///   - ratings: Those of injected users count as any.
  ///   - solve: For whom H⁻¹ is asked.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `InfluenceError.modelMismatch` for a model of other users or items, `.invalidOption`
  ///   for a solve out of range, `.tensor` for factors that are not finite.
  /// - Complexity: That of a sweep of alternating least squares.
  public init(
    model: MatrixFactorization<Scalar>, ratings: RatingMatrix,
    solve: InfluenceSolve = .refit(sweeps: 20), parallelism: Parallelism = .automatic
  ) throws(InfluenceError) {
    guard model.userCount == ratings.userCount, model.itemCount == ratings.itemCount else {
      throw .modelMismatch(
        expected: "\(ratings.userCount) users and \(ratings.itemCount) items",
        found: "\(model.userCount) users and \(model.itemCount) items")
    }
    try solve.validate()
    self.ratings = ratings
    self.solve = solve
    do throws(TensorError) {
      linearization = try FactorizationLinearization(
        ratings: ratings.byUser, factors: model.factors, regularization: model.regularization,
        parallelism: parallelism)
      let norm = linearization.gradient.norm(parallelism)
      let size = model.factors.norm(parallelism)
      let errors = linearization.residuals.values.reduce(0) { $0 + $1 * $1 }
      fitCertificate = InfluenceCertificate(
        solve: solve, objective: errors + model.regularization * size * size, gradientNorm: norm,
        relativeGradient: linearization.relativeGradient,
        effectiveRank: try model.factors.effectiveRank(threshold: 0.001), residual: 0,
        flatPart: 0, iterations: 0)
    } catch {
      throw .tensor(error)
    }
  }

  /// The same influence computed in another precision, at the factors rounded to nearest.
  ///
  /// Certificates go on to tell of the fit itself. The sweeps of a refit lose nothing in single
  /// precision that linearizing them has not lost, and take half the time.
  ///
  /// - Throws: `InfluenceError.tensor` for factors that overflow.
  /// - Complexity: That of a sweep of alternating least squares.
  public func converted<Other: TensorScalar>(
    to precision: Other.Type
  ) throws(InfluenceError) -> FactorizationInfluence<Other> {
    do throws(TensorError) {
      return FactorizationInfluence<Other>(
        ratings: ratings, solve: solve,
        linearization: try FactorizationLinearization(
          ratings: ratings.byUser, factors: .init(converting: linearization.factors),
          regularization: linearization.regularization, parallelism: linearization.parallelism),
        fitCertificate: fitCertificate)
    } catch {
      throw .tensor(error)
    }
  }

  /// An influence whose parts are at hand.
  init(
    ratings: RatingMatrix, solve: InfluenceSolve,
    linearization: FactorizationLinearization<Scalar>, fitCertificate: InfluenceCertificate
  ) {
    self.ratings = ratings
    self.solve = solve
    self.linearization = linearization
    self.fitCertificate = fitCertificate
  }

  /// φ of every rating and π of every user on one target.
  ///
  /// - Parameters:
  ///   - target: The index of an item.
  ///   - method: How influence is summed over users.
  ///   - seed: Determines the sample of an exact sum over sampled users.
  ///   - progress: Called before each batch of solves with how many are done and how many there
  ///     are; an error that it throws ends the computation.
  /// - Throws: `InfluenceError.notInData` for a target that is no item, what solves throw, and what
  ///   `progress` throws.
  /// - Complexity: `rank` solves and 2·users·ratings·rank flops, or a solve for each user; a solve
  ///   takes 12·rank flops for each rating and sweep. Memory for rank·ratings numbers, and for
  ///   8·rank·(users + items).
  public func onTarget(
    _ target: Int, method: InfluenceMethod = .itemPath, seed: UInt64 = 1,
    progress: ((_ done: Int, _ total: Int) throws -> Void)? = nil
  ) throws -> TargetInfluence {
    guard (0..<ratings.itemCount).contains(target) else {
      throw InfluenceError.notInData(what: "target \(target)")
    }
    var batches = RatingSensitivity(self)
    let ofRatings =
      switch method {
      case .itemPath: try itemPath(target, &batches, progress)
      case .exact(let sampled):
        try exact(target, sampled, seed, &batches, progress)
      }
    let ofUsers = (0..<ratings.userCount).map { user in
      ratings.byUser.range(ofRow: user).reduce(0) { $0 + ofRatings[$1] }
    }
    return TargetInfluence(
      target: target, method: method, ofRatings: ofRatings, ofUsers: ofUsers,
      certificate: batches.certificate)
  }
}
