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
    factor = Self.lowerTriangle(of: matrix)
    let order = matrix.rows
    guard order > 0 else { return }
    let info = Scalar._potrf(order, &factor.storage, order)
    // NaN and infinity, from A or from an overflow on the way, end up in a pivot, and LAPACK does not
    // look for them everywhere.
    let pivot = info != 0 ? info : firstBadPivot()
    guard pivot == 0 else {
      try matrix.requireFiniteLowerTriangle()
      throw .notPositiveDefinite(pivot: pivot, order: order)
    }
  }

  /// The first pivot, from 1, that is not positive and finite; 0 if there is none.
  private func firstBadPivot() -> Int {
    let pivot = (0..<order).first { column in
      let value = factor.storage[column * order + column]
      return !(value > 0 && value.isFinite)
    }
    return pivot.map { $0 + 1 } ?? 0
  }

  /// A copy of a square matrix with zeros above the diagonal, where LAPACK does not write.
  private static func lowerTriangle(of matrix: Matrix<Scalar>) -> Matrix<Scalar> {
    let order = matrix.rows
    let elements = [Scalar](unsafeUninitializedCapacity: order * order) { copy, count in
      matrix.storage.withUnsafeBufferPointer { source in
        for column in 0..<order {
          let start = column * order
          (copy.baseAddress! + start).initialize(repeating: 0, count: column)
          (copy.baseAddress! + start + column).initialize(
            from: source.baseAddress! + start + column, count: order - column)
        }
      }
      count = order * order
    }
    return Matrix(rows: order, columns: order, columnMajor: elements)
  }

  /// log det A; 0 for the empty matrix.
  public var logDeterminant: Scalar {
    2 * factor.diagonal.reduce(0) { $0 + Scalar._log($1) }
  }

  /// An estimate of the condition number ‖A‖₁‖A⁻¹‖₁; infinite if it is beyond this precision.
  ///
  /// LAPACK's `pocon`; seldom off by more than a factor of 3, and never above the true number.
  ///
  /// - Complexity: n³ flops, for the norm of LLᵀ, and O(n²) more.
  public var conditionEstimate: Scalar {
    guard order > 0 else { return 1 }
    let norm = factor.rowGram().oneNorm
    guard norm.isFinite else { return .infinity }
    return Self.condition(reciprocal: Scalar._pocon(order, factor.storage, order, norm))
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
