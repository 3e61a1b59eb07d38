extension Vector: ExpressibleByArrayLiteral {
  /// A vector of the elements of the literal.
  public init(arrayLiteral elements: Scalar...) {
    self.init(elements)
  }
}

extension Vector {
  /// The sum, element by element.
  ///
  /// - Precondition: Both vectors have one length.
  @inlinable
  public static func + (left: Vector, right: Vector) -> Vector {
    var result = left
    result += right
    return result
  }

  /// The difference, element by element.
  ///
  /// - Precondition: Both vectors have one length.
  @inlinable
  public static func - (left: Vector, right: Vector) -> Vector {
    var result = left
    result -= right
    return result
  }

  /// Every element with its sign changed.
  @inlinable
  public static prefix func - (vector: Vector) -> Vector {
    Vector(vector.storage.map { -$0 })
  }

  /// Adds `right`, element by element.
  ///
  /// - Precondition: Both vectors have one length.
  @inlinable
  public static func += (left: inout Vector, right: Vector) {
    left.requireSameCount(right)
    for position in left.storage.indices { left.storage[position] += right.storage[position] }
  }

  /// Subtracts `right`, element by element.
  ///
  /// - Precondition: Both vectors have one length.
  @inlinable
  public static func -= (left: inout Vector, right: Vector) {
    left.requireSameCount(right)
    for position in left.storage.indices { left.storage[position] -= right.storage[position] }
  }

  /// Every element times a number.
  @inlinable
  public static func * (vector: Vector, factor: Scalar) -> Vector {
    Vector(vector.storage.map { $0 * factor })
  }

  /// Every element times a number.
  @inlinable
  public static func * (factor: Scalar, vector: Vector) -> Vector {
    vector * factor
  }

  /// Every element divided by a number.
  @inlinable
  public static func / (vector: Vector, divisor: Scalar) -> Vector {
    Vector(vector.storage.map { $0 / divisor })
  }

  /// Multiplies every element by a number.
  @inlinable
  public static func *= (vector: inout Vector, factor: Scalar) {
    for position in vector.storage.indices { vector.storage[position] *= factor }
  }

  /// Divides every element by a number.
  @inlinable
  public static func /= (vector: inout Vector, divisor: Scalar) {
    for position in vector.storage.indices { vector.storage[position] /= divisor }
  }

  /// Adds `factor` times `vector`, without a vector in between.
  ///
  /// - Precondition: Both vectors have one length.
  @inlinable
  public mutating func add(_ vector: Vector, times factor: Scalar) {
    requireSameCount(vector)
    for position in storage.indices { storage[position] += factor * vector.storage[position] }
  }

  /// The dot product xᵀy.
  ///
  /// - Precondition: Both vectors have one length.
  /// - Complexity: 2n flops.
  @inlinable
  public func dot(_ other: Vector) -> Scalar {
    requireSameCount(other)
    return isEmpty ? 0 : Scalar._dot(count, storage, other.storage)
  }

  /// The Euclidean norm, without overflow in between.
  @inlinable
  public var norm: Scalar { isEmpty ? 0 : Scalar._nrm2(count, storage) }

  /// The matrix xyᵀ of this vector x and `other`.
  @inlinable
  public func outerProduct(_ other: Vector) -> Matrix<Scalar> {
    Matrix(rows: count, columns: other.count) { storage[$0] * other.storage[$1] }
  }

  /// Whether ‖x − y‖ is small beside the larger norm; as for matrices.
  ///
  /// - Parameters:
  ///   - other: The vector y.
  ///   - absoluteTolerance: At least 0; decides when both norms are near zero.
  ///   - relativeTolerance: At least 0; by default half of the digits.
  public func isApproximatelyEqual(
    to other: Vector, absoluteTolerance: Scalar = 0,
    relativeTolerance: Scalar = Scalar.ulpOfOne.squareRoot()
  ) -> Bool {
    Matrix(column: self).isApproximatelyEqual(
      to: Matrix(column: other), absoluteTolerance: absoluteTolerance,
      relativeTolerance: relativeTolerance)
  }

  @inlinable
  func requireSameCount(_ other: Vector) {
    precondition(
      count == other.count, "vectors of \(count) and \(other.count) elements do not fit")
  }
}
