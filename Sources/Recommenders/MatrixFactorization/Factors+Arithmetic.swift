internal import Tensor

/// X and Y as one vector of all factors.
extension MatrixFactorization.Factors {
  /// The sum of the products of equal factors.
  func dot(_ other: Self) -> Double {
    Double(users.innerProduct(other.users)) + Double(items.innerProduct(other.items))
  }

  /// The sum of the squares of all factors, added up in double precision.
  var squaredNorm: Double { Self.squaredNorm(users) + Self.squaredNorm(items) }

  private static func squaredNorm(_ matrix: Matrix<Scalar>) -> Double {
    matrix.withSpan { elements in
      var sum = 0.0
      for place in elements.indices { sum += Double(elements[place]) * Double(elements[place]) }
      return sum
    }
  }

  /// Adds `factor` times the other factors.
  mutating func add(_ other: Self, times factor: Double) {
    users.add(other.users, times: Scalar(factor))
    items.add(other.items, times: Scalar(factor))
  }

  static func - (left: Self, right: Self) -> Self {
    Self(users: left.users - right.users, items: left.items - right.items)
  }

  static func *= (factors: inout Self, factor: Double) {
    factors.users *= Scalar(factor)
    factors.items *= Scalar(factor)
  }
}
