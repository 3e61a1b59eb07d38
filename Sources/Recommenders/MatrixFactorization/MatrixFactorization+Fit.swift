public import RecommenderData
public import Tensor

extension MatrixFactorization {
  /// Fits the factors to ratings by alternating least squares.
  ///
  /// A sweep solves every user's ridge regression for fixed Y, then every item's for fixed X; J
  /// never rises. Users and items without ratings get zero factors.
  ///
  /// - Parameters:
  ///   - ratings: Every rating is used, those of injected users too.
  ///   - options: The hyperparameters.
  ///   - start: Factors to start from; by default X is zero and Y normal with the deviation and
  ///     seed of the options.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each sweep; an error that it throws ends the fit.
  /// - Throws: `RecommenderError` for options or a start that do not fit the data, or if the
  ///   factors leave the finite numbers; whatever `progress` throws.
  /// - Complexity: A sweep takes O(Σ min(m²·rank, m·rank² + rank³)) flops over the rows with m
  ///   ratings each; memory for the factors, and O(rank²) for each thread.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func fit(
    _ ratings: RatingMatrix, options: FactorizationOptions = .init(), start: Factors? = nil,
    parallelism: Parallelism = .automatic, progress: ((FitProgress) throws -> Void)? = nil
  ) throws -> MatrixFactorization {
    let problem = try FactorizationProblem<Scalar>(
      ratings, options: options, parallelism: parallelism)
    var factors = try problem.start(from: start)
    var objectives: [Double] = []
    var last = start == nil ? Double.infinity : try problem.objective(factors)
    var isConverged = false
    while objectives.count < options.sweeps, !isConverged {
      let sweep = objectives.count + 1
      try problem.sweep(&factors, number: sweep)
      let objective = try problem.objective(factors)
      guard objective.isFinite else { throw RecommenderError.notFinite(sweep: sweep) }
      objectives.append(objective)
      let decrease = last.isFinite ? (last - objective) / last : .infinity
      isConverged = options.tolerance > 0 && decrease < options.tolerance
      last = objective
      try progress?(
        FitProgress(
          sweep: sweep, sweeps: options.sweeps, objective: objective, relativeDecrease: decrease))
    }
    return MatrixFactorization(
      factors: factors, regularization: options.regularization,
      report: try problem.report(factors, objectives: objectives, isConverged: isConverged))
  }
}
