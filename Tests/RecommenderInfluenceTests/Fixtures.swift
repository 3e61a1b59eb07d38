import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor

typealias Model = MatrixFactorization<Double>
typealias Factors = MatrixFactorization<Double>.Factors
typealias Linearization = FactorizationLinearization<Double>

/// Random ratings from 1 to 5 of about `density` of all pairs.
func randomRatings(
  seed: UInt64, users: Int = 24, items: Int = 18, density: Double = 0.35
) throws -> RatingMatrix {
  var rng = SeededGenerator(seed: seed)
  var ratings: [Rating] = []
  for user in 0..<users {
    for item in 0..<items where Double.random(in: 0..<1, using: &rng) < density {
      ratings.append(
        Rating(user: user, item: item, value: Double(Int.random(in: 1...5, using: &rng))))
    }
  }
  return try RatingMatrix(userCount: users, itemCount: items, ratings: ratings, scale: .fiveStars)
}

/// Random factors or directions.
func randomFactors(seed: UInt64, rank: Int, users: Int, items: Int) -> Factors {
  var rng = SeededGenerator(seed: seed)
  func matrix(_ columns: Int) -> Matrix<Double> {
    var matrix = Matrix<Double>(rows: rank, columns: columns)
    for column in 0..<columns { for row in 0..<rank { matrix[row, column] = rng.nextNormal() } }
    return matrix
  }
  return Factors(users: matrix(users), items: matrix(items))
}

/// A fit to a stationary point.
func tightFit(_ ratings: RatingMatrix, rank: Int = 4, regularization: Double = 1) throws -> Model {
  try .fit(
    ratings,
    options: FactorizationOptions(
      rank: rank, regularization: regularization, sweeps: 20_000, tolerance: 0,
      gradientTolerance: 1e-11, acceleration: .lbfgs, seed: 3))
}

extension Model {
  func linearized(_ ratings: RatingMatrix) throws -> Linearization {
    try Linearization(
      ratings: ratings.byUser, factors: factors, regularization: regularization,
      parallelism: .serial)
  }
}

extension MatrixFactorization<Double>.Factors {
  static func + (left: Self, right: Self) -> Self {
    Self(users: left.users + right.users, items: left.items + right.items)
  }

  static func - (left: Self, right: Self) -> Self {
    Self(users: left.users - right.users, items: left.items - right.items)
  }

  static func * (factor: Double, factors: Self) -> Self {
    Self(users: factor * factors.users, items: factor * factors.items)
  }

  func dot(_ other: Self) -> Double {
    zip(users.columnMajorElements, other.users.columnMajorElements).reduce(0) { $0 + $1.0 * $1.1 }
      + zip(items.columnMajorElements, other.items.columnMajorElements).reduce(0) {
        $0 + $1.0 * $1.1
      }
  }

  var norm: Double { dot(self).squareRoot() }
}
