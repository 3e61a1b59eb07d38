public import RecommenderData
public import Tensor

extension MatrixFactorization {
  /// Fits the factors to ratings by alternating least squares.
  ///
  /// A sweep solves every user's ridge regression for fixed Y, then every item's for fixed X; J
  /// never rises. Users and items without ratings get zero factors. With an acceleration each sweep
  /// gives a direction in which J is minimized; that is for fits to a stationary point, which plain
  /// sweeps take thousands of steps to reach.
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
  /// - Complexity: A sweep takes O(Σ min(m²·rank + m³, m·rank² + rank³)) flops over the rows with m
  ///   ratings each, and O(ratings·rank) for J; memory for the factors, and O(rank²) for each
  ///   thread. An accelerated one takes O((ratings + 40·(users + items))·rank) more, which on sparse
  ///   data is more than the sweep itself, and memory for 30 times the factors.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func fit(
    _ ratings: RatingMatrix, options: FactorizationOptions = .init(), start: Factors? = nil,
    parallelism: Parallelism = .automatic, progress: ((FitProgress) throws -> Void)? = nil
  ) throws -> MatrixFactorization {
    let problem = try FactorizationProblem<Scalar>(
      ratings, options: options, parallelism: parallelism)
    var point = FitPoint(try problem.start(from: start))
    var acceleration =
      options.acceleration == .none
      ? nil : SweepAcceleration<Scalar>(parallelism: parallelism)
    let needsGradient = acceleration != nil || options.gradientTolerance > 0
    if start != nil { try point.evaluate(problem, withGradient: needsGradient) }
    var objectives: [Double] = []
    var isConverged = false
    while objectives.count < options.sweeps, !isConverged {
      let sweep = objectives.count + 1
      let last = point.objective
      if acceleration == nil {
        try problem.sweep(&point.factors, number: sweep)
        try point.evaluate(problem, withGradient: needsGradient)
      } else {
        try acceleration?.advance(&point, problem, number: sweep)
      }
      let objective = point.objective
      guard objective.isFinite else { throw RecommenderError.notFinite(sweep: sweep) }
      objectives.append(objective)
      let decrease = last.isFinite ? (last - objective) / last : .infinity
      let isFlat = options.tolerance > 0 && decrease < options.tolerance
      let isStationary =
        options.gradientTolerance > 0
        && point.gradientNorm.map { $0 <= options.gradientTolerance } ?? false
      isConverged = isFlat || isStationary
      try progress?(
        FitProgress(
          sweep: sweep, sweeps: options.sweeps, objective: objective, relativeDecrease: decrease,
          gradientNorm: point.gradientNorm))
    }
    return MatrixFactorization(
      factors: point.factors, regularization: options.regularization,
      report: try problem.report(point, objectives: objectives, isConverged: isConverged))
  }
}
