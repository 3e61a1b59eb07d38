import RecommenderData
import Tensor

/// Ratings as (user, item, value) by identifier, in a canonical order, so that matrices whose
/// indices differ can be compared.
struct NamedRating: Hashable, Comparable, CustomStringConvertible {
  var user: String
  var item: String
  var value: Double

  init(_ user: String, _ item: String, _ value: Double) {
    self.user = user
    self.item = item
    self.value = value
  }

  var description: String { "\(user) \(item) \(value)" }

  static func < (left: NamedRating, right: NamedRating) -> Bool {
    (left.user, left.item, left.value) < (right.user, right.item, right.value)
  }
}

extension RatingMatrix {
  var named: [NamedRating] {
    ratings.map { NamedRating(userIdentifiers[$0.user], itemIdentifiers[$0.item], $0.value) }
      .sorted()
  }

  /// Random ratings on the five-star scale in which each pair occurs with probability `density`.
  static func random(
    users: Int, items: Int, density: Double, seed: UInt64
  ) throws -> RatingMatrix {
    var rng = SeededGenerator(seed: seed)
    var ratings: [Rating] = []
    for user in 0..<users {
      for item in 0..<items where rng.nextUniform() < density {
        ratings.append(Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
      }
    }
    ratings.pinnedShuffle(using: &rng)
    return try RatingMatrix(
      userCount: users, itemCount: items, ratings: ratings, scale: .fiveStars)
  }
}
