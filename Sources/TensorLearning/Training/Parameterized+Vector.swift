package import Tensor

extension Parameterized {
  /// All parameters as one column.
  package var vector: Matrix<Scalar> {
    let elements = parameters.flatMap(\.storage)
    return Matrix(rows: elements.count, columns: 1, columnMajor: elements)
  }

  /// Parameters or a direction of the same shapes from a column of a matrix.
  ///
  /// - Precondition: The column has as many elements as there are parameters.
  package func reshaping(_ vectors: Matrix<Scalar>, column: Int = 0) -> Self {
    precondition(
      vectors.rows == parameterCount, "\(vectors.rows) numbers for \(parameterCount) parameters")
    var result = self
    var start = column * vectors.rows
    for path in Self.parameterPaths {
      let shape = self[keyPath: path]
      let count = shape.rows * shape.columns
      result[keyPath: path] = Matrix(
        rows: shape.rows, columns: shape.columns,
        columnMajor: Array(vectors.storage[start..<start + count]))
      start += count
    }
    return result
  }
}
