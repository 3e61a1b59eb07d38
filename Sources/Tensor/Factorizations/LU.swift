/// The factorization PA = LU of a square matrix, with exchanges of rows.
///
/// ```swift
/// let factors = try LU([[0, 2], [1, 3]] as Matrix<Double>)
/// factors.determinant                 // -2
/// try factors.solve([2, 4] as Vector) // [1, 1]
/// ```
///
/// The 0 × 0 matrix is regular: its determinant is 1 and its solutions are empty.
public struct LU<Scalar: TensorScalar>: Equatable, Sendable {
  /// U on and above the diagonal, L without its unit diagonal below.
  private var factors: Matrix<Scalar>
  /// Row i was exchanged with row `pivots[i] − 1`, i ascending.
  private var pivots: [Int32]
  /// ‖A‖₁.
  private let norm: Scalar

  /// Factors a square matrix.
  ///
  /// - Throws: `TensorError.shapeMismatch` unless `matrix` is square, `.notFinite` for NaN or
  ///   infinity in it or, after an overflow, in its factors, `.singular` with the first pivot that
  ///   is exactly zero. A matrix that is only nearly singular is factored: see
  ///   ``conditionEstimate``.
  /// - Complexity: 2n³/3 flops, two allocations.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ matrix: Matrix<Scalar>) throws(TensorError) {
    try matrix.requireSquare("LU")
    try matrix.requireFinite()
    factors = matrix
    norm = matrix.oneNorm
    let order = matrix.rows
    pivots = [Int32](repeating: 0, count: order)
    guard order > 0 else { return }
    let info = Scalar._getrf(order, &factors.storage, order, &pivots)
    guard info == 0 else { throw .singular(pivot: info, order: order) }
    try factors.requireFinite()
  }

  /// The factor L: lower triangular, with ones on the diagonal.
  public var lower: Matrix<Scalar> {
    Matrix(rows: order, columns: order) { $0 > $1 ? factors[$0, $1] : $0 == $1 ? 1 : 0 }
  }

  /// The factor U: upper triangular.
  public var upper: Matrix<Scalar> {
    Matrix(rows: order, columns: order) { $0 <= $1 ? factors[$0, $1] : 0 }
  }

  /// The permutation P: row i of LU is row `permutation[i]` of A.
  public var permutation: [Int] {
    var result = Array(0..<order)
    for (row, pivot) in pivots.enumerated() { result.swapAt(row, Int(pivot) - 1) }
    return result
  }

  /// The sign of det A: 1 or −1.
  public var determinantSign: Scalar {
    let exchanges = pivots.enumerated().count { $0.offset != Int($0.element) - 1 }
    let negatives = factors.diagonal.count { $0 < 0 }
    return (exchanges + negatives).isMultiple(of: 2) ? 1 : -1
  }

  /// log |det A|; 0 for the empty matrix.
  public var logAbsoluteDeterminant: Scalar {
    factors.diagonal.reduce(0) { $0 + Scalar._log($1.magnitude) }
  }

  /// det A, which overflows or underflows sooner than its logarithm.
  public var determinant: Scalar {
    factors.diagonal.reduce(1, *)
      * (pivots.enumerated().count { $0.offset != Int($0.element) - 1 }.isMultiple(of: 2) ? 1 : -1)
  }

  /// An estimate of the condition number ‖A‖₁‖A⁻¹‖₁; infinite if it is beyond this precision.
  ///
  /// LAPACK's `gecon`; seldom off by more than a factor of 3, and never above the true number.
  ///
  /// - Complexity: O(n²).
  public var conditionEstimate: Scalar {
    guard order > 0 else { return 1 }
    guard norm.isFinite else { return .infinity }
    return Self.condition(reciprocal: Scalar._gecon(order, factors.storage, order, norm))
  }

  /// The solutions x of Aᵀx = b for each column b of `rightHandSides`, `order × k`.
  ///
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for the right-hand sides.
  public func solveTransposed(
    _ rightHandSides: Matrix<Scalar>
  ) throws(TensorError) -> Matrix<Scalar> {
    var result = rightHandSides
    try solve(&result, transposed: true)
    return result
  }

  private func solve(
    _ rightHandSides: inout Matrix<Scalar>, transposed: Bool
  ) throws(TensorError) {
    try check(rightHandSides)
    guard !rightHandSides.isEmpty else { return }
    Scalar._getrs(
      transposed, order, rightHandSides.columns, factors.storage, order, pivots,
      &rightHandSides.storage, order)
  }
}

extension LU: LinearSolver {
  /// The order of A.
  public var order: Int { factors.rows }

  /// Replaces each column b by A⁻¹b.
  ///
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for the right-hand sides.
  /// - Complexity: 2n² flops a column, no allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError) {
    try solve(&rightHandSides, transposed: false)
  }
}
