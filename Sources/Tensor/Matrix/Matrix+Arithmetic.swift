extension Matrix {
  /// The sum, element by element.
  ///
  /// - Precondition: Both matrices have one shape.
  @inlinable
  public static func + (left: Matrix, right: Matrix) -> Matrix {
    var result = left
    result += right
    return result
  }

  /// The difference, element by element.
  ///
  /// - Precondition: Both matrices have one shape.
  @inlinable
  public static func - (left: Matrix, right: Matrix) -> Matrix {
    var result = left
    result -= right
    return result
  }

  /// Every element with its sign changed.
  @inlinable
  public static prefix func - (matrix: Matrix) -> Matrix {
    var result = matrix
    for position in result.storage.indices { result.storage[position].negate() }
    return result
  }

  /// Adds `right`, element by element.
  ///
  /// - Precondition: Both matrices have one shape.
  @inlinable
  public static func += (left: inout Matrix, right: Matrix) {
    left.requireSameShape(right)
    for position in left.storage.indices { left.storage[position] += right.storage[position] }
  }

  /// Subtracts `right`, element by element.
  ///
  /// - Precondition: Both matrices have one shape.
  @inlinable
  public static func -= (left: inout Matrix, right: Matrix) {
    left.requireSameShape(right)
    for position in left.storage.indices { left.storage[position] -= right.storage[position] }
  }

  /// Every element times a number.
  @inlinable
  public static func * (matrix: Matrix, factor: Scalar) -> Matrix {
    var result = matrix
    result *= factor
    return result
  }

  /// Every element times a number.
  @inlinable
  public static func * (factor: Scalar, matrix: Matrix) -> Matrix {
    matrix * factor
  }

  /// Every element divided by a number.
  @inlinable
  public static func / (matrix: Matrix, divisor: Scalar) -> Matrix {
    var result = matrix
    result /= divisor
    return result
  }

  /// Multiplies every element by a number.
  @inlinable
  public static func *= (matrix: inout Matrix, factor: Scalar) {
    for position in matrix.storage.indices { matrix.storage[position] *= factor }
  }

  /// Divides every element by a number.
  @inlinable
  public static func /= (matrix: inout Matrix, divisor: Scalar) {
    for position in matrix.storage.indices { matrix.storage[position] /= divisor }
  }

  /// Adds `factor` times `matrix`, without a matrix in between.
  ///
  /// - Precondition: Both matrices have one shape.
  /// - Complexity: 2·`rows`·`columns` flops, no allocation.
  @inlinable
  public mutating func add(_ matrix: Matrix, times factor: Scalar) {
    requireSameShape(matrix)
    for position in storage.indices { storage[position] += factor * matrix.storage[position] }
  }

  /// The product element by element, also named after Hadamard.
  ///
  /// - Precondition: Both matrices have one shape.
  @inlinable
  public func elementwiseProduct(_ other: Matrix) -> Matrix {
    requireSameShape(other)
    var result = self
    for position in storage.indices { result.storage[position] *= other.storage[position] }
    return result
  }

  @inlinable
  func requireSameShape(_ other: Matrix) {
    precondition(
      rows == other.rows && columns == other.columns,
      "shapes \(rows) × \(columns) and \(other.rows) × \(other.columns) differ")
  }
}
