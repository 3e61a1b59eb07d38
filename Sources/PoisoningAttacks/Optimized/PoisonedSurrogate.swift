internal import RecommenderData
internal import Recommenders
internal import Tensor

/// An attacker's model while fake users join it, one after another. [Fang2020, Algorithm 2]
struct PoisonedSurrogate: Sendable {
  /// What the attacker knows, and the fake users so far.
  private(set) var ratings: RatingMatrix
  /// X and Y of all users so far.
  private(set) var factors: MatrixFactorization<Double>.Factors
  /// The attacker's hyperparameters.
  let options: FactorizationOptions
  /// The threads to use.
  let parallelism: Parallelism

  /// The model of `surrogate` for what is known of normal users.
  ///
  /// - Parameter heartbeat: Called after each sweep, if the model is not fitted yet.
  init(
    _ surrogate: SurrogateModel, knowledge: RatingMatrix, heartbeat: (() throws -> Void)? = nil
  ) throws {
    ratings = knowledge
    factors = try surrogate.fit(knowledge, heartbeat: heartbeat).factors
    options = surrogate.options
    parallelism = surrogate.parallelism
  }

  /// λ.
  var regularization: Double { options.regularization }

  /// Adds a fake user, whose factors are zero at first, and runs warm sweeps over all.
  ///
  /// - Complexity: That of `sweeps` sweeps of alternating least squares.
  mutating func add(_ profile: FakeProfile, sweeps: Int = 1) throws {
    ratings = try ratings.injecting(CollectionOfOne(profile))
    factors.users = factors.users.appendingColumns(of: Matrix(rows: options.rank, columns: 1))
    try MatrixFactorization<Double>.sweep(
      &factors, count: sweeps, ratings: ratings, options: options, parallelism: parallelism)
  }
}
