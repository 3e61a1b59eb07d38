import RecommenderData
import Testing

@testable import PoisoningDetection

@Suite struct FeatureSumsTests {
  private func sums(
    _ tallies: RatingTallies, _ ratings: [(item: Int, value: Double)], isCounted: Bool
  ) -> FeatureSums {
    ratings.reduce(FeatureSums()) {
      $0.adding(tallies.trace(item: $1.item, value: $1.value, isCounted: isCounted))
    }
  }

  @Test func featuresOfAUserAreByHand() throws {
    // Means 4, 3, 5 of 3, 2 and 1 ratings; maxima 1, 0 and 1.
    let tallies = RatingTallies(try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0]]))
    let found = sums(tallies, [(0, 5), (1, 2), (2, 5)], isCounted: true)
    let sum = 1.0 / 3 + 1.0 / 2
    let expected = [sum / 3, (1.0 / 9 + 1.0 / 4) / 3, sum, 0.5, 3, 1]
    #expect(zip(found.standardFeatures, expected).allSatisfy { abs($0 - $1) <= 4 * $1.ulp })
    #expect(found.count == 3)
    // Squares 1, 1 and 0, of which the first and the last are at the maximum.
    #expect(found.meanVarWhole == 2.0 / 3)
    #expect(found.meanVarButOne == 0.5)
  }

  @Test func emptySetsGiveZero() throws {
    let tallies = RatingTallies(try matrix([[5, 2], [5, 4]]))
    let all = UserFeature.allCases
    let none = FeatureSums()
    #expect(all.allSatisfy { none.value(of: $0) ?? 0 == 0 })
    let maximum = sums(tallies, [(0, 5)], isCounted: true)
    #expect(maximum.standardFeatures == [0, 0, 0, 1, 0, 0])
    #expect(maximum.meanVarWhole == 0 && maximum.meanVarButOne == 0)
    let rest = sums(tallies, [(1, 2)], isCounted: true)
    #expect(rest.standardFeatures == [0.5, 0.25, 0.5, 0, 0, 1])
    #expect(rest.meanVarWhole == 1 && rest.meanVarButOne == 1)
  }

  @Test func onlySimilarityAndLengthAreNoSums() {
    let missing = UserFeature.allCases.filter { FeatureSums().value(of: $0) == nil }
    #expect(missing == [.degSim, .lengthVariance])
  }
}
