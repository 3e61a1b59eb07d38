extension Matrix {
  /// The Euclidean norm of each column, without overflow in between.
  ///
  /// - Complexity: 2·`rows`·`columns` flops, one allocation.
  @inlinable
  public var columnNorms: Vector<Scalar> {
    storage.withUnsafeBufferPointer { elements in
      Vector(
        (0..<columns).map {
          rows == 0 ? 0 : Scalar._nrm2(rows, elements.baseAddress! + $0 * rows)
        })
    }
  }

  /// The Frobenius norm: the root of the sum of squared elements, without overflow in between.
  public var frobeniusNorm: Scalar { columnNorms.norm }

  /// The 1-norm: the greatest absolute column sum; 0 for an empty matrix, NaN if a sum is.
  @inlinable
  public var oneNorm: Scalar {
    var greatest: Scalar = 0
    for column in 0..<columns {
      var sum: Scalar = 0
      for position in column * rows..<(column + 1) * rows { sum += storage[position].magnitude }
      greatest = larger(greatest, sum)
    }
    return greatest
  }

  /// The ∞-norm: the greatest absolute row sum; 0 for an empty matrix, NaN if a sum is.
  @inlinable
  public var infinityNorm: Scalar {
    var sums = [Scalar](repeating: 0, count: rows)
    for column in 0..<columns {
      for row in 0..<rows { sums[row] += storage[column * rows + row].magnitude }
    }
    return sums.reduce(0, larger)
  }

  /// The greatest absolute value of an element; 0 for an empty matrix, NaN if an element is.
  @inlinable
  public var greatestMagnitude: Scalar {
    storage.reduce(0) { larger($0, $1.magnitude) }
  }

  /// The greater of two numbers; NaN if one is.
  @inlinable
  func larger(_ left: Scalar, _ right: Scalar) -> Scalar {
    left >= right || left.isNaN ? left : right
  }

  /// Whether ‖A − B‖ is small beside the larger norm, in the Frobenius norm.
  ///
  /// True if ‖A − B‖ ≤ max(`absoluteTolerance`, `relativeTolerance`·max(‖A‖, ‖B‖)), or if the
  /// matrices are equal; false for different shapes and wherever NaN occurs. The default compares
  /// half of the digits.
  ///
  /// - Parameters:
  ///   - other: The matrix B.
  ///   - absoluteTolerance: At least 0; decides when both norms are near zero.
  ///   - relativeTolerance: At least 0.
  public func isApproximatelyEqual(
    to other: Matrix, absoluteTolerance: Scalar = 0,
    relativeTolerance: Scalar = Scalar.ulpOfOne.squareRoot()
  ) -> Bool {
    guard rows == other.rows, columns == other.columns else { return false }
    guard isFinite && other.isFinite else {
      // Arrays that share their storage compare equal without a look at their elements.
      return self == other && !storage.contains(where: \.isNaN)
    }
    let scale = Swift.max(frobeniusNorm, other.frobeniusNorm)
    return (self - other).frobeniusNorm
      <= Swift.max(absoluteTolerance, relativeTolerance * scale)
  }
}
