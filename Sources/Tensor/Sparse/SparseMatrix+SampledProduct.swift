extension SparseMatrix {
  /// The entries of LᵀR at the places where this matrix has an entry (a sampled dense product).
  ///
  /// With factor matrices L and R these are the predictions of all observed ratings.
  ///
  /// - Parameters:
  ///   - left: L, with a column for each row of this matrix.
  ///   - right: R, with a column for each column of this matrix, and as many rows as L.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A value for each entry, in the order of ``values``.
  /// - Throws: `TensorError.shapeMismatch` if the shapes do not fit.
  /// - Complexity: O(`count` · rank) flops, one array of `count` elements.
  @specialized(where Scalar == Double, Factor == Double)
  @specialized(where Scalar == Double, Factor == Float)
  public func sampledProduct<Factor: TensorScalar>(
    _ left: Matrix<Factor>, _ right: Matrix<Factor>, parallelism: Parallelism = .serial
  ) throws(TensorError) -> [Factor] {
    guard left.rows == right.rows, left.columns == rows, right.columns == columns else {
      throw .shapeMismatch(
        operation: "SparseMatrix.sampledProduct",
        expected: "factors of k × \(rows) and k × \(columns)",
        found: "\(left.shape) and \(right.shape)")
    }
    let blocks = parallelism.map(count: rows, chunk: 512) { range in
      var products: [Factor] = []
      products.reserveCapacity(offsets[range.upperBound] - offsets[range.lowerBound])
      for row in range {
        for position in self.range(ofRow: row) {
          products.append(left.columnDot(row, right, Int(indices[position])))
        }
      }
      return products
    }
    return Array(blocks.joined())
  }
}
