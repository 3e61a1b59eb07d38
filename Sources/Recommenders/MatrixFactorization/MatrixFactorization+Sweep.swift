public import RecommenderData
public import Tensor

extension MatrixFactorization {
  /// Brings factors closer to ratings by warm sweeps, without a report on where they end.
  ///
  /// The same sweeps as those of ``fit(_:options:start:parallelism:progress:)`` from a start, to
  /// the bit; for searches that sweep often and need no objective.
  ///
  /// - Parameters:
  ///   - factors: X and Y before and after, of the shape of `ratings`.
  ///   - count: The number of sweeps.
  ///   - ratings: Every rating is used.
  ///   - options: The hyperparameters; sweeps and tolerances do not count.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError` for options or factors that do not fit the data, or if the
  ///   factors leave the finite numbers.
  /// - Complexity: As that of a sweep of a fit, without the O(ratings·rank) for J.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func sweep(
    _ factors: inout Factors, count: Int = 1, ratings: RatingMatrix,
    options: FactorizationOptions, parallelism: Parallelism = .automatic
  ) throws {
    let problem = try FactorizationProblem<Scalar>(
      ratings, options: options, parallelism: parallelism)
    factors = try problem.start(from: factors)
    for number in 0..<count { try problem.sweep(&factors, number: number + 1) }
  }
}
