import RecommenderData
import Testing

@testable import Recommenders

@Suite struct RecommendationListsCSVTests {
  @Test func writesRanksFromOneAndQuotesWhatNeedsIt() throws {
    let ratings = try RatingMatrix(
      userCount: 2, itemCount: 3, ratings: [], scale: .fiveStars,
      userIdentifiers: ["plain", "with, comma"], itemIdentifiers: ["i", "say \"j\"", "k"])
    let lists = RecommendationLists<Double>(
      users: 0..<2, length: 2,
      entries: [
        Recommendation(item: 1, score: 0.1), Recommendation(item: 0, score: -2),
        Recommendation(item: 2, score: 4),
      ], counts: [2, 1])
    #expect(
      lists.csv(identifiersFrom: ratings) == """
        user,rank,item,score
        plain,1,"say ""j""\",0.1
        plain,2,i,-2.0
        "with, comma",1,k,4.0

        """)
  }
}
