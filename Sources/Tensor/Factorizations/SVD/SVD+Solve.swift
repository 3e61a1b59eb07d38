extension SVD: LinearSolver {
  /// The number of columns of A.
  public var order: Int { columns }

  /// The number of rows of A.
  public var equationCount: Int { rows }

  /// Replaces each column b by the shortest x that minimises ‖Ax − b‖₂.
  ///
  /// Singular values up to ``defaultTolerance`` count as zero, so a matrix without full rank has a
  /// solution too.
  ///
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for the right-hand sides.
  /// - Complexity: 2(m + n)·rank flops a column.
  public func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError) {
    rightHandSides = try solve(rightHandSides, tolerance: defaultTolerance)
  }

  /// The shortest x that minimises ‖Ax − b‖₂, for each column b of `rightHandSides`.
  ///
  /// - Parameters:
  ///   - rightHandSides: `rows × k`.
  ///   - tolerance: Singular values up to this count as zero.
  /// - Returns: The solutions, `columns × k`.
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for the right-hand sides.
  public func solve(
    _ rightHandSides: Matrix<Scalar>, tolerance: Scalar
  ) throws(TensorError) -> Matrix<Scalar> {
    try check(rightHandSides)
    let rank = rank(tolerance: tolerance)
    var coordinates = leftVectors[0..<rows, 0..<rank].transposedTimes(rightHandSides)
    for column in 0..<coordinates.columns {
      for row in 0..<rank { coordinates[row, column] /= singularValues[row] }
    }
    return rightVectors[0..<columns, 0..<rank] * coordinates
  }

  /// The Moore–Penrose pseudo-inverse A⁺, n × m: V Σ⁺ Uᵀ.
  ///
  /// To apply it to a right-hand side, ``solve(_:tolerance:)`` is cheaper.
  ///
  /// - Parameter tolerance: Singular values up to this count as zero; by default
  ///   ``defaultTolerance``.
  /// - Complexity: 2mn·rank flops.
  public func pseudoInverse(tolerance: Scalar? = nil) -> Matrix<Scalar> {
    let rank = rank(tolerance: tolerance)
    var scaled = rightVectors[0..<columns, 0..<rank]
    for column in 0..<rank {
      for row in 0..<columns { scaled[row, column] /= singularValues[column] }
    }
    return scaled.timesTransposed(leftVectors[0..<rows, 0..<rank])
  }
}
