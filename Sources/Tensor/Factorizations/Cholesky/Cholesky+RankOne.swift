extension Cholesky {
  /// The factorization of A + vvᵀ.
  ///
  /// - Throws: As ``update(_:)``.
  public func updated(_ vector: Vector<Scalar>) throws(TensorError) -> Cholesky {
    var result = self
    try result.update(vector)
    return result
  }

  /// The factorization of A − vvᵀ.
  ///
  /// - Throws: As ``downdate(_:)``.
  public func downdated(_ vector: Vector<Scalar>) throws(TensorError) -> Cholesky {
    var result = self
    try result.downdate(vector)
    return result
  }

  /// Makes this the factorization of A + vvᵀ.
  ///
  /// Plane rotations annihilate v in [L v], column by column (Golub and Van Loan 2013, §6.5.4).
  ///
  /// - Throws: `TensorError.shapeMismatch` or `.notFinite` for `vector`; the factorization then
  ///   stays as it was.
  /// - Complexity: O(n²), one allocation of n elements.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func update(_ vector: Vector<Scalar>) throws(TensorError) {
    try check(Matrix(column: vector), "Cholesky.update")
    let order = order
    var rest = vector.storage
    factor.withMutableSpan { elements in
      for column in 0..<order {
        let start = column * order
        let pivot = elements[start + column]
        let radius = Self.hypotenuse(pivot, rest[column])
        let cosine = pivot / radius
        let sine = rest[column] / radius
        elements[start + column] = radius
        for row in column + 1..<Swift.max(order, column + 1) {
          let old = elements[start + row]
          elements[start + row] = cosine * old + sine * rest[row]
          rest[row] = cosine * rest[row] - sine * old
        }
      }
    }
  }

  /// Makes this the factorization of A − vvᵀ, if that is positive definite.
  ///
  /// With Lp = v, A − vvᵀ = L(I − ppᵀ)Lᵀ is positive definite if and only if ‖p‖ < 1; rotations
  /// that annihilate p from below then give the new factor (LINPACK's `dchdd`; Dongarra et al.
  /// 1979, ch. 10). The closer ‖p‖ is to 1, the more digits are lost.
  ///
  /// - Throws: `TensorError.notPositiveDefinite` with the order of the first leading minor of
  ///   A − vvᵀ that is not positive; `.shapeMismatch` or `.notFinite` for `vector`. The
  ///   factorization then stays as it was.
  /// - Complexity: O(n²), three allocations of n elements.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func downdate(_ vector: Vector<Scalar>) throws(TensorError) {
    try check(Matrix(column: vector), "Cholesky.downdate")
    guard order > 0 else { return }
    let order = order
    var sines = vector.storage
    Scalar._trsm(.lower, false, false, order, 1, factor.storage, order, &sines, order)
    var rest: Scalar = 1
    for position in 0..<order {
      rest -= sines[position] * sines[position]
      guard rest > 0 else { throw .notPositiveDefinite(pivot: position + 1, order: order) }
    }
    var radius = rest.squareRoot()
    var spill = [Scalar](repeating: 0, count: order)
    factor.withMutableSpan { elements in
      for column in stride(from: order - 1, through: 0, by: -1) {
        let start = column * order
        let next = Self.hypotenuse(radius, sines[column])
        let cosine = radius / next
        let sine = sines[column] / next
        radius = next
        for row in column..<order {
          let old = elements[start + row]
          elements[start + row] = cosine * old - sine * spill[row]
          spill[row] = cosine * spill[row] + sine * old
        }
      }
    }
  }

  /// √(x² + y²) for x > 0, without overflow in between.
  private static func hypotenuse(_ x: Scalar, _ y: Scalar) -> Scalar {
    let larger = Swift.max(x, y.magnitude)
    let ratio = Swift.min(x, y.magnitude) / larger
    return larger * (1 + ratio * ratio).squareRoot()
  }
}
