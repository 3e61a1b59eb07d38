/// A square matrix known by its products only.
///
/// Iterative solvers need nothing else, so a Hessian or a random walk is never written out. The
/// operator works on many columns at once: one pass over its data serves them all.
public protocol LinearOperator<Scalar>: Sendable {
  /// The precision of the operator.
  associatedtype Scalar: TensorScalar

  /// The number of rows and of columns.
  var dimension: Int { get }

  /// Writes A x into `y`, for each column x of a matrix.
  ///
  /// - Parameters:
  ///   - x: `dimension × k`.
  ///   - y: Of the same shape; its former elements mean nothing.
  func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>)
}

extension LinearOperator {
  /// The product A x for each column x of a matrix of `dimension` rows.
  public func apply(_ x: Matrix<Scalar>) -> Matrix<Scalar> {
    var y = Matrix<Scalar>(rows: x.rows, columns: x.columns)
    apply(x, into: &y)
    return y
  }

  /// The product A x for a vector of `dimension` elements.
  public func apply(_ x: Vector<Scalar>) -> Vector<Scalar> {
    Vector(apply(Matrix(column: x)).storage)
  }

  /// Throws unless `operand` has `dimension` rows and is finite.
  func check(_ operand: Matrix<Scalar>, _ operation: String) throws(TensorError) {
    guard operand.rows == dimension else {
      throw .shapeMismatch(
        operation: operation, expected: "\(dimension) rows", found: operand.shape)
    }
    try operand.requireFinite()
  }
}

/// An operator that changes from draw to draw, such as the Hessian of a random batch of samples.
///
/// As a ``LinearOperator`` it is its own expectation.
public protocol StochasticLinearOperator<Scalar>: LinearOperator {
  /// Writes Â x into `y` for one random draw Â, the same for all columns x.
  ///
  /// - Parameters:
  ///   - x: `dimension × k`.
  ///   - y: Of the same shape; its former elements mean nothing.
  ///   - rng: The only source of randomness: equal generators draw equal operators.
  func applySample(
    _ x: Matrix<Scalar>, into y: inout Matrix<Scalar>, using rng: inout SeededGenerator)
}
