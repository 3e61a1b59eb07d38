import RecommenderData
import Tensor

@testable import Recommenders

/// The 4 × 5 ratings of `References/als_reference.py`.
func referenceRatings() throws -> RatingMatrix {
  let rows: [[Double]] = [[5, 3, 0, 1, 0], [4, 0, 0, 1, 2], [1, 1, 0, 5, 0], [0, 0, 5, 4, 3]]
  let ratings = rows.enumerated().flatMap { user, row in
    row.enumerated().filter { $0.element > 0 }.map {
      Rating(user: user, item: $0.offset, value: $0.element)
    }
  }
  return try RatingMatrix(userCount: 4, itemCount: 5, ratings: ratings, scale: .fiveStars)
}

/// The start and options of `References/als_reference.py`.
func referenceStart<Scalar: TensorScalar>() -> MatrixFactorization<Scalar>.Factors {
  .init(
    users: Matrix(rows: 2, columns: 4),
    items: Matrix(
      rows: 2, columns: 5,
      columnMajor: [0.4, -0.2, 0.1, 0.3, -0.5, 0.2, 0.3, 0.6, 0.2, -0.1]))
}

/// Options of `References/als_reference.py`.
let referenceOptions = FactorizationOptions(
  rank: 2, regularization: 0.7, sweeps: 3, tolerance: 0)

/// Ratings at random places: some users and items have none, some users have many.
func randomRatings(
  users: Int, items: Int, share: Double, seed: UInt64
) throws -> RatingMatrix {
  var rng = SeededGenerator(seed: seed)
  var ratings: [Rating] = []
  for user in 0..<users {
    // User 0 rates nothing and user 1 nearly everything.
    let own = user == 0 ? 0 : user == 1 ? 0.9 : share
    for item in 0..<items where rng.nextUniform() < own {
      ratings.append(
        Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
    }
  }
  return try RatingMatrix(
    userCount: users, itemCount: items, ratings: ratings, scale: .fiveStars)
}

/// A model whose scores are a given table, to test rankings with.
struct TableRecommender<Scalar: TensorScalar>: Recommender {
  /// A row for each item, a column for each user.
  let table: Matrix<Scalar>
  var userCount: Int { table.columns }
  var itemCount: Int { table.rows }

  func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>) {
    for user in users {
      for item in items {
        block[item - items.lowerBound, user - users.lowerBound] = table[item, user]
      }
    }
  }
}
