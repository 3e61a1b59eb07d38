extension Matrix {
  /// The elements (i, i), as many as the shorter side has.
  @inlinable
  public var diagonal: Vector<Scalar> {
    Vector((0..<Swift.min(rows, columns)).lazy.map { storage[$0 * rows + $0] })
  }

  /// The sum of the diagonal.
  ///
  /// - Precondition: The matrix is square.
  @inlinable
  public var trace: Scalar {
    precondition(isSquare, "the trace of a \(rows) × \(columns) matrix")
    return diagonal.storage.reduce(0, +)
  }

  /// Adds λI: `value` to every element of the diagonal.
  ///
  /// - Precondition: The matrix is square.
  @inlinable
  public mutating func addToDiagonal(_ value: Scalar) {
    precondition(isSquare, "a multiple of the identity added to a \(rows) × \(columns) matrix")
    for index in 0..<rows { storage[index * rows + index] += value }
  }
}
