/// A factored matrix that solves linear systems, any number of them after one factorization.
///
/// Square matrices give the solution of A x = b; ``QR`` of a tall matrix the least-squares one, and
/// ``SVD`` the shortest least-squares one. Nothing is ever inverted.
///
/// ```swift
/// let factor = try Cholesky([[4, 2], [2, 3]] as Matrix<Double>)
/// let x = try factor.solve([8, 7] as Vector)  // [1.25, 1.5]
/// ```
public protocol LinearSolver<Scalar>: Sendable {
  /// The precision of the factor.
  associatedtype Scalar: TensorScalar

  /// The number of unknowns: the rows of a solution.
  var order: Int { get }

  /// The number of equations: the rows of a right-hand side; ``order`` for a square matrix.
  var equationCount: Int { get }

  /// Replaces each column b of `rightHandSides` by its solution x.
  ///
  /// The memory is used again where the matrix is square; otherwise the shape changes from
  /// `equationCount × k` to `order × k`.
  ///
  /// - Throws: `TensorError.shapeMismatch` for right-hand sides of another row count,
  ///   `.notFinite` for one that holds NaN or infinity, and what the factorization says of a
  ///   matrix that has no solution. The right-hand sides are then unspecified.
  func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError)
}

extension LinearSolver {
  /// As many equations as unknowns.
  public var equationCount: Int { order }

  /// The solution for each column of `rightHandSides`, `equationCount × k`.
  ///
  /// - Returns: The solutions, `order × k`.
  /// - Throws: As ``solve(inPlace:)``.
  public func solve(_ rightHandSides: Matrix<Scalar>) throws(TensorError) -> Matrix<Scalar> {
    var result = rightHandSides
    try solve(inPlace: &result)
    return result
  }

  /// The solution for one right-hand side of `equationCount` elements.
  ///
  /// - Throws: As ``solve(inPlace:)``.
  public func solve(_ rightHandSide: Vector<Scalar>) throws(TensorError) -> Vector<Scalar> {
    var result = Matrix(column: rightHandSide)
    try solve(inPlace: &result)
    return Vector(result.storage)
  }

  /// Throws unless `operand` has a row for each equation and is finite.
  func check(_ operand: Matrix<Scalar>, _ operation: String = "solve") throws(TensorError) {
    guard operand.rows == equationCount else {
      throw .shapeMismatch(
        operation: operation, expected: "\(equationCount) rows", found: operand.shape)
    }
    try operand.requireFinite()
  }

  /// A condition number from LAPACK's estimate of its reciprocal, which is 0 or NaN beyond this
  /// precision.
  static func condition(reciprocal: Scalar) -> Scalar {
    reciprocal > 0 ? 1 / reciprocal : .infinity
  }
}
