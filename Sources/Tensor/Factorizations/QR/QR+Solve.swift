extension QR: LinearSolver {
  /// The number of columns of A.
  public var order: Int { factors.columns }

  /// The number of rows of A.
  public var equationCount: Int { factors.rows }

  /// The largest |R_ii| that still counts as zero: max(m, n)·ε times the largest of them.
  ///
  /// Without exchanges of columns this finds exact dependence and most of the near one;
  /// ``SVD/rank(tolerance:)`` is the reliable test.
  public var rankTolerance: Scalar {
    let largest = factors.diagonal.reduce(0) { Swift.max($0, $1.magnitude) }
    return Scalar(Swift.max(factors.rows, factors.columns)) * Scalar.ulpOfOne * largest
  }

  /// Replaces each column b by the x that minimises ‖Ax − b‖₂.
  ///
  /// - Throws: `TensorError.shapeMismatch` for right-hand sides of another row count or if A has
  ///   more columns than rows (use ``SVD`` for the shortest solution), `.singular` with the first
  ///   column of A that depends on those before it within ``rankTolerance``, `.notFinite` for the
  ///   right-hand sides.
  /// - Complexity: 4mn flops a column, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solve(inPlace rightHandSides: inout Matrix<Scalar>) throws(TensorError) {
    try check(rightHandSides)
    guard equationCount >= order else {
      throw .shapeMismatch(
        operation: "QR.solve", expected: "at least as many rows as columns", found: factors.shape)
    }
    try requireFullRank()
    let turned = reflected(rightHandSides)
    rightHandSides = turned.rows == order ? turned : turned[0..<order, 0...]
    guard !rightHandSides.isEmpty else { return }
    Scalar._trsm(
      .upper, false, false, order, rightHandSides.columns, factors.storage, factors.rows,
      &rightHandSides.storage, order)
  }

  private func requireFullRank() throws(TensorError) {
    let tolerance = rankTolerance
    for (position, pivot) in factors.diagonal.enumerated()
    where !(pivot.magnitude > tolerance) {
      throw .singular(pivot: position + 1, order: order)
    }
  }
}
