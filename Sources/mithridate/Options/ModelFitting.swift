internal import RecommenderData
internal import Recommenders
internal import Tensor

extension FitOptions {
  /// Fits the recommender, with a progress bar.
  ///
  /// - Parameter start: A folder of factors to start from; its rank counts unless `--rank` is given.
  func fit<Scalar: TensorScalar>(
    _ ratings: RatingMatrix, start: String? = nil
  ) throws -> MatrixFactorization<Scalar> {
    var options = factorization
    let factors = try start.map {
      try FactorFolder(path: $0).read(for: ratings) as MatrixFactorization<Scalar>.Factors
    }
    if let factors, rank == nil { options.rank = factors.users.rows }
    Interrupt.listen()
    var bar = ProgressBar("fit")
    defer { bar.finish() }
    return try .fit(ratings, options: options, start: factors, parallelism: parallelism) {
      try Interrupt.check()
      bar.update($0.sweep, of: $0.sweeps, detail: "objective \(Float($0.objective))")
    }
  }
}
