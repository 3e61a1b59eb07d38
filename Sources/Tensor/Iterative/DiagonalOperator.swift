/// The operator of a diagonal matrix; with reciprocals on it, Jacobi's preconditioner.
///
/// ```swift
/// let jacobi = DiagonalOperator(Vector(a.diagonal.map { 1 / $0 }))
/// try ConjugateGradient().solve(DenseOperator(a), b, preconditioner: jacobi)
/// ```
public struct DiagonalOperator<Scalar: TensorScalar>: LinearOperator, Equatable {
  /// The diagonal.
  public let diagonal: Vector<Scalar>

  /// The operator with these elements on its diagonal and zeros elsewhere.
  public init(_ diagonal: Vector<Scalar>) {
    self.diagonal = diagonal
  }

  /// The length of the diagonal.
  public var dimension: Int { diagonal.count }

  /// Writes each column of `x`, multiplied element by element, into `y`.
  ///
  /// - Precondition: Both have `dimension` rows and the same column count.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    precondition(x.rows == dimension, "a diagonal of \(dimension) times \(x.shape)")
    y.requireSameShape(x)
    for column in 0..<x.columns {
      for row in 0..<x.rows {
        let position = column * x.rows + row
        y.storage[position] = diagonal.storage[row] * x.storage[position]
      }
    }
  }
}
