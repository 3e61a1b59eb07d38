import RecommenderData
import Testing

@Suite struct ItemStatisticsTests {
  /// Items with ratings {1, 4, 4}, {2} and none: by hand, mean 3 and deviation √2 for the first;
  /// over all, mean 11/4 and variance (49 + 25 + 25 + 9)/16/4 = 27/16.
  let ratings = [
    Rating(user: 0, item: 0, value: 1), Rating(user: 1, item: 0, value: 4),
    Rating(user: 2, item: 0, value: 4), Rating(user: 0, item: 1, value: 2),
  ]

  @Test func areThePopulationForm() throws {
    let statistics = try RatingMatrix(
      userCount: 3, itemCount: 3, ratings: ratings, scale: .fiveStars
    ).itemStatistics
    #expect(statistics.globalMean == 2.75)
    #expect(abs(statistics.globalDeviation - (27.0 / 16).squareRoot()) < 1e-15)
    #expect(statistics.means[0] == 3)
    #expect(abs(statistics.deviations[0] - 2.0.squareRoot()) < 1e-15)
    #expect(statistics.counts == [3, 1, 0])
  }

  @Test func fallBackToAllRatingsForFewerThanTwo() throws {
    let statistics = try RatingMatrix(
      userCount: 3, itemCount: 3, ratings: ratings, scale: .fiveStars
    ).itemStatistics
    for item in 1...2 {
      #expect(statistics.means[item] == statistics.globalMean)
      #expect(statistics.deviations[item] == statistics.globalDeviation)
    }
  }

  @Test func areZeroWithoutRatings() throws {
    let statistics = try RatingMatrix(
      userCount: 2, itemCount: 1, ratings: [], scale: .fiveStars
    ).itemStatistics
    #expect(statistics.globalMean == 0 && statistics.globalDeviation == 0)
    #expect(statistics.means == [0] && statistics.deviations == [0] && statistics.counts == [0])
  }

  @Test func leaveOutInjectedUsers() throws {
    let clean = try RatingMatrix(
      userCount: 3, itemCount: 3, ratings: ratings, scale: .fiveStars)
    let injected = try clean.injecting([FakeProfile([(item: 0, value: 5), (item: 1, value: 5)])])
    #expect(injected.itemStatistics == clean.itemStatistics)
    // A subset computes its statistics anew.
    #expect(injected.filtered { _ in true }.itemStatistics.counts == [3, 1])
    #expect(injected.filtered { _ in true }.itemStatistics.means[0] == 3)
  }
}
