import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// `Recommender+TopN.swift`, `TopNSelector.swift`, `RecommendationLists.swift`.
@Suite struct RankingTests {
  func noRatings(users: Int, items: Int) throws -> RatingMatrix {
    try RatingMatrix(userCount: users, itemCount: items, ratings: [], scale: .fiveStars)
  }

  @Test func tiesGoToTheSmallerItem() throws {
    let model = TableRecommender<Double>(table: [[1], [3], [2], [3], [3], [2]])
    let lists = try model.topN(4, excluding: noRatings(users: 1, items: 6))
    #expect(lists[user: 0].map(\.item) == [1, 3, 4, 2])
    #expect(lists[user: 0].map(\.score) == [3, 3, 3, 2])
  }

  @Test func ratedItemsAreLeftOut() throws {
    let model = TableRecommender<Float>(table: [[9, 1], [8, 2], [7, 3], [6, 4]])
    let ratings = try RatingMatrix(
      userCount: 2, itemCount: 4,
      ratings: [
        Rating(user: 0, item: 0, value: 1), Rating(user: 0, item: 3, value: 1),
        Rating(user: 1, item: 0, value: 5), Rating(user: 1, item: 1, value: 5),
        Rating(user: 1, item: 2, value: 5), Rating(user: 1, item: 3, value: 5),
      ], scale: .fiveStars)
    let lists = try model.topN(3, excluding: ratings)
    #expect(lists[user: 0].map(\.item) == [1, 2])
    #expect(lists[user: 1].isEmpty)
    #expect(lists.contains(item: 2, user: 0))
    #expect(!lists.contains(item: 3, user: 0))
  }

  @Test func listsAreShorterWhenItemsRunOut() throws {
    let model = TableRecommender<Double>(table: [[1], [2]])
    let lists = try model.topN(10, excluding: noRatings(users: 1, items: 2))
    #expect(lists[user: 0].map(\.item) == [1, 0])
  }

  @Test func negativeScoresAreRanked() throws {
    let model = TableRecommender<Double>(table: [[-3], [-1], [-2]])
    #expect(
      try model.topN(2, excluding: noRatings(users: 1, items: 3))[user: 0].map(\.item) == [1, 2])
  }

  @Test(arguments: [1, 2, 7, 64, 600]) func matchesSortingAcrossBlocksAndTiles(length: Int) throws {
    // More users than a block and more items than a tile, few distinct scores, many ties.
    let ratings = try randomRatings(users: 70, items: 1100, share: 0.05, seed: 7)
    var rng = SeededGenerator(seed: 8)
    let model = TableRecommender<Double>(
      table: Matrix(rows: 1100, columns: 70) { _, _ in Double(rng.nextIndex(below: 40)) })
    let lists = try model.topN(length, excluding: ratings, parallelism: Parallelism(threads: 2))
    for user in 0..<70 {
      let expected = (0..<1100).filter { ratings.rating(user: user, item: $0) == nil }
        .sorted { (model.table[$0, user], $1) > (model.table[$1, user], $0) }
      #expect(lists[user: user].map(\.item) == Array(expected.prefix(length)))
    }
  }

  @Test func ranksARangeOfUsers() throws {
    let ratings = try randomRatings(users: 9, items: 30, share: 0.3, seed: 9)
    let model = try MatrixFactorization<Double>.fit(ratings, options: .init(rank: 2, sweeps: 2))
    let all = try model.topN(5, excluding: ratings)
    let some = try model.topN(5, excluding: ratings, users: 3..<7)
    #expect(some.users == 3..<7)
    for user in 3..<7 { #expect(some[user: user].map(\.item) == all[user: user].map(\.item)) }
    #expect(try model.topN(5, excluding: ratings, users: 4..<4).users.isEmpty)
  }

  @Test func rejectsWhatDoesNotFit() throws {
    let model = TableRecommender<Double>(table: [[1], [2]])
    let fitting = try noRatings(users: 1, items: 2)
    #expect(throws: RecommenderError.self) { try model.topN(0, excluding: fitting) }
    #expect(throws: RecommenderError.self) {
      try model.topN(1, excluding: fitting, users: 0..<2)
    }
    #expect(
      throws: RecommenderError.shapeMismatch(
        what: "ratings", expected: "1 users × 2 items", found: "1 × 3")
    ) {
      try model.topN(1, excluding: noRatings(users: 1, items: 3))
    }
  }

  @Test func aListOfAnotherUserTraps() async {
    await #expect(processExitsWith: .failure) {
      let lists = RecommendationLists<Double>(users: 2..<3, length: 1, entries: [], counts: [0])
      _ = lists[user: 0]
    }
  }
}
