extension Matrix {
  /// The same matrix in another precision, each element rounded to nearest.
  ///
  /// Values beyond the range of `Float` become infinite.
  @inlinable
  public init<Other: TensorScalar>(converting other: Matrix<Other>) {
    self.init(
      rows: other.rows, columns: other.columns, columnMajor: other.storage.map { Scalar($0) })
  }
}

extension Vector {
  /// The same vector in another precision, each element rounded to nearest.
  ///
  /// Values beyond the range of `Float` become infinite.
  @inlinable
  public init<Other: TensorScalar>(converting other: Vector<Other>) {
    self.init(other.storage.map { Scalar($0) })
  }
}
