/// The partial sums x = Σ_{k ≤ T} Aᵏb of the series for (I − A)⁻¹b.
///
/// They converge if every eigenvalue of A is smaller than 1 in magnitude. A need not be symmetric.
///
/// ```swift
/// let result = try NeumannSeries(terms: 30).sum(transition, restart)
/// result.sum
/// result.residual         // ‖b − (I − A)x‖/‖b‖
/// ```
public struct NeumannSeries: Hashable, Codable, Sendable {
  /// T: the highest power of A that is summed.
  public var terms: Int
  /// Stop sooner, at this residual ‖b − (I − A)x‖₂/‖b‖₂; 0 to sum all terms.
  public var tolerance: Double

  /// The residual from which a sum is given up before its last term.
  private static let hopelessResidual = 1e6

  /// A series with the given length and tolerance.
  ///
  /// - Parameters:
  ///   - terms: The highest power of A that is summed, not negative.
  ///   - tolerance: The residual at which to stop sooner; 0 to sum all terms.
  public init(terms: Int = 1000, tolerance: Double = 0) {
    self.terms = terms
    self.tolerance = tolerance
  }

  /// The partial sum for each column b of `start`.
  ///
  /// - Parameters:
  ///   - matrix: A.
  ///   - start: `dimension × k`.
  /// - Throws: `TensorError.diverged` if a column's residual does not fall below 1, which means that
  ///   the sum is no better than zero; `.iterationLimit` if all terms do not reach a positive
  ///   tolerance; `.notFinite` for NaN or infinity in `start` or in a product; `.shapeMismatch` for
  ///   a start of other dimension; `.invalidArgument` for a negative setting.
  /// - Complexity: T + 1 products with the operator.
  public func sum<Operator: LinearOperator>(
    _ matrix: Operator, _ start: Matrix<Operator.Scalar>
  ) throws(TensorError) -> Sum<Operator.Scalar> {
    guard terms >= 0, tolerance >= 0 else {
      throw .invalidArgument(
        name: "NeumannSeries",
        requirement: "terms \(terms) and tolerance \(tolerance) must not be negative")
    }
    try matrix.check(start, "NeumannSeries")
    let scales = start.columnNorms.map { Double($0) }
    var sum = start
    var term = start
    var next = start
    var ratios = scales
    var power = 0
    while true {
      matrix.apply(term, into: &next)
      try next.requireFinite()
      let residuals = RelativeNorm.columns(next, scales: scales)
      ratios = RelativeNorm.columns(next, scales: term.columnNorms.map { Double($0) })
      let worst = residuals.max() ?? 0
      if worst <= tolerance || power == terms || worst > Self.hopelessResidual {
        guard worst < 1 else {
          throw .diverged(operation: "NeumannSeries", iterations: power, suggestedScale: nil)
        }
        guard tolerance == 0 || worst <= tolerance else {
          throw .iterationLimit(operation: "NeumannSeries", iterations: power, residual: worst)
        }
        let errors = zip(next.columnNorms, zip(ratios, sum.columnNorms)).map { rest, other in
          Self.truncation(rest: Double(rest), ratio: other.0, sum: Double(other.1))
        }
        return Sum(sum: sum, terms: power, residuals: residuals, truncationErrors: errors)
      }
      sum += next
      swap(&term, &next)
      power += 1
    }
  }

  /// The partial sum for one vector.
  ///
  /// - Throws: As for a matrix.
  public func sum<Operator: LinearOperator>(
    _ matrix: Operator, _ start: Vector<Operator.Scalar>
  ) throws(TensorError) -> Sum<Operator.Scalar> {
    try sum(matrix, Matrix(column: start))
  }

  /// The geometric tail rest·(1 + q + q² + …) relative to the sum.
  private static func truncation(rest: Double, ratio: Double, sum: Double) -> Double {
    guard rest > 0 else { return 0 }
    return ratio < 1 ? rest / (1 - ratio) / sum : .infinity
  }
}
