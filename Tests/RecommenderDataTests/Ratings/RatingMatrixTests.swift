import RecommenderData
import Tensor
import Testing

@Suite struct RatingMatrixTests {
  let ratings = [
    Rating(user: 2, item: 1, value: 4), Rating(user: 0, item: 3, value: 1),
    Rating(user: 0, item: 0, value: 5), Rating(user: 2, item: 3, value: 2),
  ]

  @Test func keepsBothOrientations() throws {
    let matrix = try RatingMatrix(
      userCount: 3, itemCount: 4, ratings: ratings, scale: .fiveStars)
    #expect(matrix.count == 4)
    #expect(matrix.byUser.offsets == [0, 2, 2, 4])
    #expect(matrix.byUser.indices == [0, 3, 1, 3])
    #expect(matrix.byUser.values == [5, 1, 4, 2])
    #expect(matrix.byItem.offsets == [0, 1, 2, 2, 4])
    #expect(matrix.byItem.indices == [0, 2, 0, 2])
    #expect(matrix.byItem.values == [5, 4, 1, 2])
    #expect(matrix.userIdentifiers == ["0", "1", "2"])
    #expect(matrix.normalUserCount == 3 && matrix.fakeUserCount == 0)
  }

  @Test func findsRatings() throws {
    let matrix = try RatingMatrix(
      userCount: 3, itemCount: 4, ratings: ratings, scale: .fiveStars)
    #expect(matrix.rating(user: 2, item: 3) == 2)
    #expect(matrix.rating(user: 1, item: 3) == nil)
    #expect(matrix.rating(user: 0, item: 1) == nil)
  }

  @Test func takesASequenceThatCanBeReadOnce() throws {
    var remaining = ratings
    let once = AnyIterator { remaining.popLast() }
    let matrix = try RatingMatrix(userCount: 3, itemCount: 4, ratings: once, scale: .fiveStars)
    #expect(matrix.count == 4)
    #expect(matrix.rating(user: 0, item: 0) == 5)
  }

  @Test func mayBeEmpty() throws {
    let matrix = try RatingMatrix(userCount: 0, itemCount: 0, ratings: [], scale: .fiveStars)
    #expect(matrix.count == 0 && matrix.userCount == 0 && matrix.itemCount == 0)
    #expect(matrix.density == 0)
  }

  @Test func doesNotDependOnTheOrderOfRatings() throws {
    let matrix = try RatingMatrix.random(users: 30, items: 20, density: 0.2, seed: 3)
    let again = try RatingMatrix(
      userCount: 30, itemCount: 20, ratings: matrix.ratings.reversed(), scale: .fiveStars)
    #expect(matrix == again)
  }

  @Test(arguments: [
    (Rating(user: 3, item: 0, value: 1), "rating (3, 0) lies outside 3 users × 4 items"),
    (Rating(user: 0, item: -1, value: 1), "rating (0, -1) lies outside 3 users × 4 items"),
    (Rating(user: 1, item: 2, value: .nan), "the rating of item 2 by user 1 is not finite"),
    (
      Rating(user: 1, item: 2, value: 6),
      "the rating 6.0 of item 2 by user 1 is outside the scale 1 to 5 in steps of 1"
    ),
    (Rating(user: 0, item: 3, value: 1), "user 0 rates item 3 twice"),
  ])
  func rejects(_ bad: Rating, message: String) throws {
    let error = #expect(throws: DataError.self) {
      try RatingMatrix(
        userCount: 3, itemCount: 4, ratings: ratings + [bad], scale: .fiveStars)
    }
    #expect(error?.description == message)
  }

  @Test func rejectsImpossibleCounts() throws {
    #expect(throws: DataError.self) {
      try RatingMatrix(userCount: -1, itemCount: 4, ratings: [], scale: .fiveStars)
    }
    #expect(throws: DataError.self) {
      try RatingMatrix(userCount: 1, itemCount: 1 << 31, ratings: [], scale: .fiveStars)
    }
    #expect(
      throws: DataError.identifierCount(
        users: 1, userIdentifiers: 2, items: 1, itemIdentifiers: 1)
    ) {
      try RatingMatrix(
        userCount: 1, itemCount: 1, ratings: [], scale: .fiveStars, userIdentifiers: ["a", "b"])
    }
  }

  @Test func trapsOnAPairOutside() async throws {
    await #expect(processExitsWith: .failure) {
      let matrix = try RatingMatrix(userCount: 1, itemCount: 1, ratings: [], scale: .fiveStars)
      _ = matrix.rating(user: 0, item: 1)
    }
  }
}
