import RecommenderData
import Testing

@Suite struct RatingMatrixCountsTests {
  @Test func countRowsAndColumns() throws {
    let matrix = try RatingMatrix(
      userCount: 2, itemCount: 4,
      ratings: [(0, 1), (0, 3), (1, 3)].map { Rating(user: $0, item: $1, value: 3) },
      scale: .fiveStars)
    #expect(matrix.userRatingCounts == [2, 1])
    #expect(matrix.itemRatingCounts == [0, 1, 0, 2])
    #expect(matrix.density == 3.0 / 8)
    let injected = try matrix.injecting([FakeProfile([(item: 0, value: 5)])])
    #expect(injected.itemRatingCounts == [1, 1, 0, 2])
  }
}
