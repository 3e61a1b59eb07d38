import Foundation
import RecommenderData
import Recommenders
import Tensor

/// A recommender whose scores are given: a row for each item, a column for each user.
struct TableRecommender<Scalar: TensorScalar>: Recommender {
  let scores: Matrix<Scalar>
  var userCount: Int { scores.columns }
  var itemCount: Int { scores.rows }

  /// Scores from a row for each user.
  init(_ users: [[Double]]) {
    scores = Matrix(rows: users[0].count, columns: users.count) { Scalar(users[$1][$0]) }
  }

  func score(users: Range<Int>, items: Range<Int>, into block: inout Matrix<Scalar>) {
    for user in users {
      for item in items {
        block[item - items.lowerBound, user - users.lowerBound] = scores[item, user]
      }
    }
  }
}

/// A matrix from rows of ratings, 0 standing for none.
func matrix(
  _ rows: [[Double]], users: [String]? = nil, items: [String]? = nil
) throws -> RatingMatrix {
  try RatingMatrix(
    userCount: rows.count, itemCount: rows.first?.count ?? 0,
    ratings: rows.enumerated().flatMap { user, row in
      row.enumerated().filter { $0.element > 0 }.map {
        Rating(user: user, item: $0.offset, value: $0.element)
      }
    }, scale: .fiveStars, userIdentifiers: users, itemIdentifiers: items)
}

/// Stars of 40 users for 30 items named `item 0` …, of rank one plus noise, about a third known.
func tasteMatrix(seed: UInt64 = 11) throws -> RatingMatrix {
  var rng = SeededGenerator(seed: seed)
  let users = (0..<40).map { _ in rng.nextNormal() }
  let items = (0..<30).map { _ in rng.nextNormal() }
  var ratings: [Rating] = []
  for user in 0..<40 {
    for item in 0..<30 where rng.nextUniform() < 0.35 {
      let value = 3.3 + users[user] * items[item] + 0.3 * rng.nextNormal()
      ratings.append(
        Rating(user: user, item: item, value: RatingScale.fiveStars.nearest(to: value)))
    }
  }
  return try RatingMatrix(
    userCount: 40, itemCount: 30, ratings: ratings, scale: .fiveStars,
    userIdentifiers: (0..<40).map { "user \($0)" }, itemIdentifiers: (0..<30).map { "item \($0)" })
}

/// Runs `body` with the path of a folder that does not exist yet, and removes it afterwards.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(
    path: "experiments-\(UUID().uuidString)")
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

/// The names of the files in `folder` that end in `suffix`, sorted.
func files(in folder: URL, endingIn suffix: String) -> [String] {
  ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(suffix) }.sorted()
}
