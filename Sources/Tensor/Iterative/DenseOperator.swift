/// The operator of a square matrix that is there.
public struct DenseOperator<Scalar: TensorScalar>: LinearOperator, Equatable {
  /// The matrix.
  public let matrix: Matrix<Scalar>

  /// The operator of `matrix`.
  ///
  /// - Throws: `TensorError.shapeMismatch` unless it is square.
  public init(_ matrix: Matrix<Scalar>) throws(TensorError) {
    try matrix.requireSquare("DenseOperator")
    self.matrix = matrix
  }

  /// The order of the matrix.
  public var dimension: Int { matrix.rows }

  /// Writes A x into `y` for each column x.
  ///
  /// - Precondition: Both have `dimension` rows and the same column count.
  /// - Complexity: 2n² flops a column, no allocation.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    y.formProduct(matrix, x)
  }
}
