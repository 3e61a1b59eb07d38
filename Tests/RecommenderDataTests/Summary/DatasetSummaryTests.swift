import RecommenderData
import Testing

@Suite struct DatasetSummaryTests {
  @Test func describesByHand() throws {
    let scale = try RatingScale(minimum: 0.5, maximum: 2, step: 0.5)
    let matrix = try RatingMatrix(
      userCount: 3, itemCount: 4,
      ratings: [
        Rating(user: 0, item: 0, value: 0.5), Rating(user: 0, item: 1, value: 2),
        Rating(user: 0, item: 2, value: 2), Rating(user: 1, item: 1, value: 1),
      ], scale: scale)
    let summary = DatasetSummary(of: matrix)
    #expect(summary.users == 3 && summary.items == 4 && summary.ratings == 4)
    #expect(summary.density == 1.0 / 3)
    #expect(summary.meanRating == 5.5 / 4)
    #expect(summary.histogram.map(\.value) == [0.5, 1, 1.5, 2])
    #expect(summary.histogram.map(\.count) == [1, 1, 0, 2])
    #expect(summary.ratingsPerUser == .init(of: [0, 1, 3]))
    #expect(summary.ratingsPerUser.median == 1 && summary.ratingsPerUser.maximum == 3)
    #expect(summary.ratingsPerItem.minimum == 0 && summary.ratingsPerItem.mean == 1)
  }

  @Test func takesTheMeanOfTwoMiddles() {
    #expect(DatasetSummary.Spread(of: [9, 1, 2, 4]).median == 3)
    #expect(DatasetSummary.Spread(of: [9, 1, 2]).median == 2)
  }

  @Test func isZeroOfNothing() throws {
    let summary = DatasetSummary(
      of: try RatingMatrix(userCount: 0, itemCount: 0, ratings: [], scale: .fiveStars))
    #expect(summary.meanRating == 0 && summary.density == 0)
    #expect(summary.ratingsPerUser == .init(of: []))
    #expect(summary.histogram.map(\.count) == [0, 0, 0, 0, 0])
  }

  @Test func listsOnlyWhatOccursOnAFineScale() throws {
    let scale = try RatingScale(minimum: -10, maximum: 10, step: 0.01)
    let matrix = try RatingMatrix(
      userCount: 1, itemCount: 3,
      ratings: [
        Rating(user: 0, item: 0, value: 3.25), Rating(user: 0, item: 1, value: -9.5),
        Rating(user: 0, item: 2, value: 3.25),
      ], scale: scale)
    let histogram = DatasetSummary(of: matrix).histogram
    #expect(histogram.map(\.value) == [-9.5, 3.25])
    #expect(histogram.map(\.count) == [1, 2])
  }
}
