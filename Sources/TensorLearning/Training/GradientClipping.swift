internal import Tensor

/// Clipping of gradients by their norm over all parameters together.
public enum GradientClipping {
  /// What gradients have to be multiplied by so that their common norm is at most `maximum`.
  ///
  /// For gradients in several values: add their ``Parameterized/squaredNorm``s up, and scale each.
  ///
  /// - Parameters:
  ///   - squaredNorm: The sum of all squared derivatives.
  ///   - maximum: The greatest norm that is left as it is, positive.
  /// - Returns: At most 1; 1 too if the norm is not finite, which ``Adam`` then reports.
  public static func factor(squaredNorm: Double, maximum: Double) -> Double {
    let norm = squaredNorm.squareRoot()
    return norm.isFinite && norm > maximum ? maximum / norm : 1
  }
}

extension Parameterized {
  /// The sum of all squared parameters, or derivatives, in double precision.
  ///
  /// - Complexity: 2 flops a parameter.
  public var squaredNorm: Double {
    parameters.reduce(0) { $0 + $1.squaredSum }
  }

  /// Multiplies every parameter by a number.
  public mutating func scale(by factor: Double) {
    for path in Self.parameterPaths { self[keyPath: path].scale(by: Scalar(factor)) }
  }

  /// Shortens a gradient whose norm over all parameters is above `maximum` to that norm.
  ///
  /// [Pascanu2013, Algorithm 1]
  ///
  /// - Parameter maximum: Positive.
  /// - Returns: The norm before.
  @discardableResult
  public mutating func clip(toNorm maximum: Double) -> Double {
    let squaredNorm = squaredNorm
    let factor = GradientClipping.factor(squaredNorm: squaredNorm, maximum: maximum)
    if factor < 1 { scale(by: factor) }
    return squaredNorm.squareRoot()
  }
}

extension Matrix {
  /// Multiplies every element by a number.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func scale(by factor: Scalar) {
    self *= factor
  }

  /// The sum of squared elements in double precision, in storage order.
  var squaredSum: Double {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      var sum = 0.0
      for position in storage.indices {
        let value = Double(storage[position])
        sum += value * value
      }
      return sum
    }
  }
}
