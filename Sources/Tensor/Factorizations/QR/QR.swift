/// The factorization A = QR into orthonormal columns and an upper triangle, by Householder
/// reflections.
///
/// ```swift
/// let factors = try QR(design)                // more rows than columns
/// let x = try factors.solve(observations)     // least squares
/// ```
///
/// Any shape can be factored, an empty one included; ``solve(inPlace:)`` needs at least as many
/// rows as columns.
public struct QR<Scalar: TensorScalar>: Equatable, Sendable {
  /// R on and above the diagonal, the Householder vectors below.
  var factors: Matrix<Scalar>
  /// The factors of the reflections.
  var scales: [Scalar]

  /// Factors a matrix.
  ///
  /// - Throws: `TensorError.notFinite` for NaN or infinity in `matrix` or, after an overflow, in
  ///   its factors.
  /// - Complexity: 2n²(m − n/3) flops for an m × n matrix with m ≥ n.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws(TensorError) {
    try matrix.requireFinite()
    factors = matrix
    scales = [Scalar](repeating: 0, count: Swift.min(matrix.rows, matrix.columns))
    guard !matrix.isEmpty else { return }
    Scalar._geqrf(matrix.rows, matrix.columns, &factors.storage, matrix.rows, &scales)
    try factors.requireFinite()
  }

  /// The orthonormal factor Q, m × min(m, n).
  ///
  /// - Complexity: 2n²(m − n/3) flops, one allocation.
  public var orthonormal: Matrix<Scalar> {
    let rank = scales.count
    var result = factors[0..<factors.rows, 0..<rank]
    guard !result.isEmpty else { return result }
    Scalar._orgqr(result.rows, rank, rank, &result.storage, result.rows, scales)
    return result
  }

  /// The upper triangular factor R, min(m, n) × n; its diagonal may be negative.
  public var upper: Matrix<Scalar> {
    Matrix(rows: scales.count, columns: factors.columns) { $0 <= $1 ? factors[$0, $1] : 0 }
  }

  /// The product QᵀB without Q: each column of `matrix` turned by the reflections.
  ///
  /// - Returns: All m rows; the first n belong to Q's columns, the rest to their complement.
  /// - Precondition: `matrix` has m rows.
  func reflected(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> {
    var result = matrix
    guard !result.isEmpty, !scales.isEmpty else { return result }
    Scalar._ormqr(
      true, result.rows, result.columns, scales.count, factors.storage, factors.rows, scales,
      &result.storage, result.rows)
    return result
  }
}
