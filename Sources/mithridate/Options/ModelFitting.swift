internal import PoisoningExperiments
internal import RecommenderData
internal import Recommenders
internal import Tensor

extension FitOptions {
  /// Checks the hyperparameters against the ratings, before anything is computed.
  ///
  /// - Parameter isFitted: Whether there has to be memory for factors.
  func validate(
    _ options: FactorizationOptions, for ratings: RatingMatrix, isFitted: Bool = true
  ) throws {
    let scalarSize = precision == .double ? 8 : 4
    guard isFitted else { return try options.validate(scalarSize: scalarSize) }
    try options.validate(
      userCount: ratings.userCount, itemCount: ratings.itemCount, scalarSize: scalarSize)
  }

  /// Fits the recommender, with a progress bar, and says what is worth knowing of the ratings.
  ///
  /// - Parameter start: A folder of factors to start from; its rank counts unless `--rank` is given.
  func fit<Scalar: TensorScalar>(
    _ loaded: LoadedRatings, start: String? = nil
  ) throws -> MatrixFactorization<Scalar> {
    let ratings = loaded.ratings
    var options = factorization
    let factors = try start.map {
      try FactorFolder(path: $0).read(for: ratings) as MatrixFactorization<Scalar>.Factors
    }
    if let factors {
      let stored = factors.users.rows
      guard rank == nil || rank == stored else {
        throw UsageError("--rank: the factors in \(start ?? "") have rank \(stored)")
      }
      options.rank = stored
    }
    try validate(options, for: ratings)
    loaded.announce()
    Interrupt.listen()
    var bar = ProgressBar("fit")
    defer { bar.finish() }
    return try .fit(ratings, options: options, start: factors, parallelism: parallelism) {
      try Interrupt.check()
      bar.update($0.sweep, of: $0.sweeps, detail: "objective \(Float($0.objective))")
    }
  }
}
