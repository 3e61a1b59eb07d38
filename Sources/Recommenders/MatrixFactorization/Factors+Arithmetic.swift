internal import Tensor

/// X and Y as one vector of all factors.
extension MatrixFactorization.Factors {
  /// The sum of the products of equal factors.
  func dot(_ other: Self) -> Double {
    Double(users.innerProduct(other.users)) + Double(items.innerProduct(other.items))
  }

  /// The sum of the squares of all factors, blocks of them added up in double precision.
  func squaredNorm(_ parallelism: Parallelism) -> Double {
    users.squaredNorm(parallelism) + items.squaredNorm(parallelism)
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

extension Matrix {
  fileprivate func squaredNorm(_ parallelism: Parallelism) -> Double {
    parallelism.map(count: columns, chunk: 512) { columns in
      columns.reduce(0.0) { $0 + Double(columnDot($1, self, $1)) }
    }.reduce(0, +)
  }
}
