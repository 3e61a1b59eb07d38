/// The Cholesky factorization A = LLᵀ of a symmetric positive definite matrix.
///
/// ```swift
/// var factor = try Cholesky(gram)
/// let x = try factor.solve(b)
/// try factor.update(z)               // now of A + zzᵀ, in O(n²)
/// factor.logDeterminant
/// ```
///
/// The 0 × 0 matrix is positive definite: its determinant is 1 and its solutions are empty.
public struct Cholesky<Scalar: TensorScalar>: Equatable, Sendable {
  /// The factor L: lower triangular, with a positive diagonal.
  public internal(set) var factor: Matrix<Scalar>

  /// ‖A‖₁; `nil` after a change of rank one.
  var norm: Scalar?

  /// Factors the symmetric matrix whose lower triangle is that of `matrix`.
  ///
  /// The elements above the diagonal are not read.
  ///
  /// - Throws: `TensorError.shapeMismatch` unless `matrix` is square, `.notFinite` for NaN or
  ///   infinity in the lower triangle, `.notPositiveDefinite` with the order of the first leading
  ///   minor that is not positive in this precision.
  /// - Complexity: n³/3 flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws(TensorError) {
    try matrix.requireSquare("Cholesky")
    try matrix.requireFiniteLowerTriangle()
    factor = matrix
    norm = Self.symmetricNorm(matrix)
    let order = matrix.rows
    guard order > 0 else { return }
    let info = Scalar._potrf(order, &factor.storage, order)
    guard info == 0 else { throw .notPositiveDefinite(pivot: info, order: order) }
    for column in 0..<order {
      // Overflow on the way leaves NaN or infinity, which LAPACK does not look for.
      let pivot = factor.storage[column * order + column]
      guard pivot > 0, pivot.isFinite else {
        throw .notPositiveDefinite(pivot: column + 1, order: order)
      }
      for row in 0..<column { factor.storage[column * order + row] = 0 }
    }
  }

  /// log det A; 0 for the empty matrix.
  public var logDeterminant: Scalar {
    2 * factor.diagonal.reduce(0) { $0 + Scalar._log($1) }
  }

  /// An estimate of the condition number ‖A‖₁‖A⁻¹‖₁; infinite if it is beyond this precision.
  ///
  /// LAPACK's `pocon`; seldom off by more than a factor of 3, and never above the true number.
  ///
  /// - Complexity: O(n²); O(n³) after a change of rank one, since the norm has to be found again.
  public var conditionEstimate: Scalar {
    guard order > 0 else { return 1 }
    let norm = norm ?? factor.timesTransposed(factor).oneNorm
    guard norm.isFinite else { return .infinity }
    return Self.condition(reciprocal: Scalar._pocon(order, factor.storage, order, norm))
  }

  /// The 1-norm of the symmetric matrix with this lower triangle.
  private static func symmetricNorm(_ matrix: Matrix<Scalar>) -> Scalar {
    let order = matrix.rows
    var sums = [Scalar](repeating: 0, count: order)
    for column in 0..<order {
      sums[column] += matrix.storage[column * order + column].magnitude
      for row in column + 1..<Swift.max(order, column + 1) {
        let magnitude = matrix.storage[column * order + row].magnitude
        sums[column] += magnitude
        sums[row] += magnitude
      }
    }
    return sums.max() ?? 0
  }
}

extension Cholesky: LinearSolver {
  /// The order of A.
  public var order: Int { factor.rows }

  /// Replaces each column b by A⁻¹b.
  ///
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for the right-hand sides.
  /// - Complexity: 2n² flops a column, no allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError) {
    try check(rightHandSides)
    guard !rightHandSides.isEmpty else { return }
    _ = Scalar._potrs(
      order, rightHandSides.columns, factor.storage, order, &rightHandSides.storage, order)
  }
}
