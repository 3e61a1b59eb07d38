import RecommenderData
import Tensor

/// A matrix from rows of ratings in whole stars, 0 standing for none.
func matrix(_ rows: [[Double]]) throws -> RatingMatrix {
  try RatingMatrix(
    userCount: rows.count, itemCount: rows.first?.count ?? 0,
    ratings: rows.enumerated().flatMap { user, row in
      row.enumerated().filter { $0.element > 0 }.map {
        Rating(user: user, item: $0.offset, value: $0.element)
      }
    }, scale: .fiveStars)
}

/// The 40 × 14 ratings of References/detection.py.
func referenceRatings() throws -> RatingMatrix {
  try matrix(
    (0..<40).map { u in
      (0..<14).map { i in
        let isRated = (3 * u * u + 5 * i * i + 7 * u * i) % 11 < 6
        return isRated ? Double(1 + (2 * u + 3 * i + u * i) % 5) : 0
      }
    })
}

/// Ratings in whole stars of users who share tastes in part, popular items first.
func tasteMatrix(
  users: Int = 120, items: Int = 60, tastes: Int = 1, seed: UInt64 = 3
) throws -> RatingMatrix {
  var rng = SeededGenerator(seed: seed)
  let likings = (0..<users).map { _ in (0..<tastes).map { _ in rng.nextNormal() } }
  let slopes = (0..<items).map { _ in (0..<tastes).map { _ in rng.nextNormal() } }
  var ratings: [Rating] = []
  for user in 0..<users {
    for item in 0..<items where rng.nextUniform() < 1 / (1 + 0.08 * Double(item)) {
      let liking = zip(likings[user], slopes[item]).reduce(0) { $0 + $1.0 * $1.1 }
      let value = 3 + liking + 0.5 * rng.nextNormal()
      ratings.append(
        Rating(user: user, item: item, value: RatingScale.fiveStars.nearest(to: value)))
    }
  }
  return try RatingMatrix(userCount: users, itemCount: items, ratings: ratings, scale: .fiveStars)
}
