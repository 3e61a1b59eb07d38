package import Tensor

/// X and Y as one vector of all factors; threads never change a result.
extension MatrixFactorization.Factors {
  /// The sum of the products of equal factors, blocks of them added up in double precision.
  func dot(_ other: Self, _ parallelism: Parallelism) -> Double {
    users.innerProduct(other.users, parallelism: parallelism)
      + items.innerProduct(other.items, parallelism: parallelism)
  }

  /// The Euclidean norm of all factors.
  package func norm(_ parallelism: Parallelism) -> Double {
    dot(self, parallelism).squareRoot()
  }

  /// Adds `factor` times the other factors.
  mutating func add(_ other: Self, times factor: Double, _ parallelism: Parallelism) {
    users.add(other.users, times: Scalar(factor), parallelism: parallelism)
    items.add(other.items, times: Scalar(factor), parallelism: parallelism)
  }

  /// These factors less the other ones.
  func subtracting(_ other: Self, _ parallelism: Parallelism) -> Self {
    var difference = self
    difference.add(other, times: -1, parallelism)
    return difference
  }

  static func *= (factors: inout Self, factor: Double) {
    factors.users *= Scalar(factor)
    factors.items *= Scalar(factor)
  }
}
