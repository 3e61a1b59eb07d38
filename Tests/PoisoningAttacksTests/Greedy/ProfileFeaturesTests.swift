import RecommenderData
import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct ProfileFeaturesTests {
  private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { abs($0 - $1) < 1e-14 }
  }

  private func features(
    _ tallies: RatingTallies, _ ratings: [(item: Int, value: Double)], isCounted: Bool
  ) -> ProfileFeatures {
    ratings.reduce(ProfileFeatures()) {
      $0.adding(tallies.trace(item: $1.item, value: $1.value, isCounted: isCounted))
    }
  }

  @Test func featuresOfANormalUserAreByHand() throws {
    // Means 4, 3, 5 of 3, 2 and 1 ratings; maxima 1, 0 and 1.
    let tallies = RatingTallies(try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0]]))
    let values = features(tallies, [(0, 5), (1, 2), (2, 5)], isCounted: true).values
    let sum = 1.0 / 3 + 1.0 / 2
    #expect(isNear(values, [sum / 3, (1.0 / 9 + 1.0 / 4) / 3, sum, 0.5, 3, 1]))
  }

  @Test func featuresOfAProfileCountItIn() throws {
    let ratings = try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0]])
    let profile = FakeProfile([(item: 1, value: 1.0), (item: 2, value: 5.0)])
    var tallies = RatingTallies(ratings)
    let ahead = features(tallies, [(1, 1), (2, 5)], isCounted: false).values
    tallies.add(profile)
    let after = features(tallies, [(1, 1), (2, 5)], isCounted: true).values
    let injected = RatingTallies(try ratings.injecting([profile]))
    // The first rating of the profile does not change what the second one meets, but for the sum
    // of all maxima, which it is none of.
    #expect(ahead == after)
    #expect(after == features(injected, [(1, 1), (2, 5)], isCounted: true).values)
  }

  @Test func emptySetsGiveZero() throws {
    let tallies = RatingTallies(try matrix([[5, 2], [5, 4]]))
    #expect(ProfileFeatures().values == [0, 0, 0, 0, 0, 0])
    let maxima = features(tallies, [(0, 5)], isCounted: true).values
    #expect(maxima == [0, 0, 0, 1, 0, 0])
    let rest = features(tallies, [(1, 2)], isCounted: true).values
    #expect(rest == [0.5, 0.25, 0.5, 0, 0, 1])
  }

  @Test func rangeHoldsTheShareOfNormalUsers() throws {
    let ratings = try starMatrix(users: 200, items: 30)
    let tallies = RatingTallies(ratings)
    let range = FeatureRange(of: ratings, tallies: tallies, quantile: 0.9)
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
    let range = FeatureRange(of: ratings, tallies: tallies, quantile: 0.9)
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
    let range = FeatureRange(of: ratings, tallies: tallies, quantile: 0.9)
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
