import RecommenderData
import Tensor

/// Valid ratings and the formats that they can be written in.
enum RatingSamples {
  /// Every format that the package writes.
  static let writers: [RatingWriter] =
    ColumnSeparator.allCases.flatMap { separator in
      [
        RatingWriter(separator: separator),
        RatingWriter(separator: separator, hasHeader: true),
      ]
    } + [.inter]

  /// Small matrices: plain names and whole stars, names that want quoting, halves, many decimals.
  static let matrices: [RatingMatrix] = [
    matrix(users: 6, items: 5, seed: 1, scale: (1, 5, 1)) { "\($0)" },
    matrix(users: 4, items: 3, seed: 2, scale: (0.5, 5, 0.5)) { "nº \($0), \"the best\"" },
    matrix(users: 3, items: 4, seed: 3, scale: (-10, 10, 0.01)) { "B000\($0)" },
    matrix(users: 2, items: 9, seed: 4, scale: (0, 1, 1e-6)) { "\($0):e\u{301}" },
  ].compactMap { $0 }

  private static func matrix(
    users: Int, items: Int, seed: UInt64, scale: (Double, Double, Double),
    name: (Int) -> String
  ) -> RatingMatrix? {
    guard
      let scale = try? RatingScale(minimum: scale.0, maximum: scale.1, step: scale.2)
    else { return nil }
    var rng = SeededGenerator(seed: seed)
    var ratings: [Rating] = []
    for user in 0..<users {
      for item in 0..<items where item == user % items || rng.nextUniform() < 0.6 {
        let place = scale.minimum + rng.nextUniform() * (scale.maximum - scale.minimum)
        ratings.append(Rating(user: user, item: item, value: scale.nearest(to: place)))
      }
    }
    return try? RatingMatrix(
      userCount: users, itemCount: items, ratings: ratings, scale: scale,
      userIdentifiers: (0..<users).map(name), itemIdentifiers: (0..<items).map(name))
  }
}
