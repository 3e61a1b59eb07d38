extension Matrix {
  /// Whether every element is finite.
  public var isFinite: Bool {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      for position in storage.indices where !storage[position].isFinite { return false }
      return true
    }
  }

  /// Throws the place of the first element, in column order, that is NaN or infinite.
  ///
  /// - Throws: `TensorError.notFinite`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func requireFinite() throws(TensorError) {
    for position in storage.indices where !storage[position].isFinite {
      throw .notFinite(row: position % rows, column: position / rows)
    }
  }

  /// Throws the place of the first element on or below the diagonal that is NaN or infinite.
  ///
  /// - Throws: `TensorError.notFinite`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func requireFiniteLowerTriangle() throws(TensorError) {
    for column in 0..<Swift.min(rows, columns) {
      for row in column..<rows where !storage[column * rows + row].isFinite {
        throw .notFinite(row: row, column: column)
      }
    }
  }

  /// Throws unless the matrix is square.
  ///
  /// - Throws: `TensorError.shapeMismatch` that names `operation`.
  package func requireSquare(_ operation: String) throws(TensorError) {
    guard isSquare else {
      throw .shapeMismatch(operation: operation, expected: "a square matrix", found: shape)
    }
  }
}
