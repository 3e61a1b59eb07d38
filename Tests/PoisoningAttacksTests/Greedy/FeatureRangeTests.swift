import PoisoningDetection
import RecommenderData
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct FeatureRangeTests {
  private func features(
    _ tallies: RatingTallies, _ ratings: [(item: Int, value: Double)], isCounted: Bool
  ) -> FeatureSums {
    ratings.reduce(FeatureSums()) {
      $0.adding(tallies.trace(item: $1.item, value: $1.value, isCounted: isCounted))
    }
  }

  @Test func rangeHoldsTheShareOfNormalUsers() throws {
    let ratings = try starMatrix(users: 200, items: 30)
    let tallies = RatingTallies(ratings)
    let range = FeatureRange(of: ratings, quantile: 0.9)
    var inside = [Int](repeating: 0, count: 6)
    for user in 0..<200 {
      let own = ratings.byUser.range(ofRow: user).map {
        (item: Int(ratings.byUser.indices[$0]), value: ratings.byUser.values[$0])
      }
      let excess = range.excess(features(tallies, own, isCounted: true))
      for (feature, value) in excess.enumerated() where value == 0 { inside[feature] += 1 }
    }
    #expect(inside.allSatisfy { $0 >= 160 })
    #expect(inside.contains { $0 < 175 })
  }

  /// Where all normal users have one value of a feature, distances are finite, and so is what they
  /// differ by.
  @Test func rangesOfOneValueHaveFiniteDistances() throws {
    let ratings = try matrix([[3, 3, 0], [3, 3, 0], [3, 3, 0]])
    let tallies = RatingTallies(ratings)
    let range = FeatureRange(of: ratings, quantile: 0.9)
    let near = features(tallies, [(0, 4)], isCounted: false)
    let far = features(tallies, [(0, 5), (1, 1)], isCounted: false)
    #expect(range.excess(far).allSatisfy { $0.isFinite })
    #expect(range.excess(far).contains { $0 > 0 })
    #expect(range.worsening(from: near, to: far) > 0)
    #expect(range.worsening(from: far, to: far) == 0)
  }

  @Test func onlyGettingFurtherOutIsWorse() throws {
    let ratings = try starMatrix(users: 200, items: 30)
    let tallies = RatingTallies(ratings)
    let range = FeatureRange(of: ratings, quantile: 0.9)
    let one = features(tallies, [(0, 3)], isCounted: false)
    #expect(range.worsening(from: one, to: one) == 0)
    let far = features(tallies, (0..<30).map { ($0, $0 % 2 == 0 ? 5 : 1) }, isCounted: false)
    #expect(range.worsening(from: one, to: far) > 0)
    let middle = (0..<200).map { user in
      features(
        tallies,
        ratings.byUser.range(ofRow: user).map {
          (Int(ratings.byUser.indices[$0]), ratings.byUser.values[$0])
        }, isCounted: true)
    }.first { range.excess($0).allSatisfy { $0 == 0 } }
    #expect(range.worsening(from: far, to: try #require(middle)) == 0)
  }
}
