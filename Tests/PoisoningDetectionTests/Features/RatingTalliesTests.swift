import RecommenderData
import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct RatingTalliesTests {
  private func features(
    _ tallies: RatingTallies, _ profile: FakeProfile, isCounted: Bool
  ) -> [Double] {
    zip(profile.items, profile.values).reduce(FeatureSums()) {
      $0.adding(tallies.trace(item: $1.0, value: $1.1, isCounted: isCounted))
    }.standardFeatures
  }

  @Test func aProfileCountsItselfIn() throws {
    let ratings = try matrix([[5, 2, 5], [4, 4, 0], [3, 0, 0]])
    let profile = FakeProfile([(item: 1, value: 1.0), (item: 2, value: 5.0)])
    var tallies = RatingTallies(ratings)
    // The first rating of the profile does not change what the second one meets, but for the sum
    // of all maxima, which it is none of.
    let ahead = features(tallies, profile, isCounted: false)
    tallies.add(profile)
    #expect(ahead == features(tallies, profile, isCounted: true))
    let injected = try ratings.injecting([profile])
    #expect(ahead == features(RatingTallies(injected), profile, isCounted: true))
    #expect(ahead == UserFeatures(of: injected)[user: 3])
  }

  @Test func anItemWithoutRatingsHasNoWeight() throws {
    let agreements = RatingTallies(try matrix([[3, 0], [4, 0]])).agreements
    #expect(agreements[1].weight == 0 && agreements[1].mean == 0)
    #expect(agreements.allSatisfy { $0.maximumShare == 0 })
  }

  @Test func threadsChangeNoBit() throws {
    let ratings = try SyntheticRatings.Preset.small.configuration.generate()
    let one = RatingTallies(ratings).agreements
    let three = RatingTallies(ratings, parallelism: Parallelism(threads: 3)).agreements
    #expect(one.map(\.mean) == three.map(\.mean))
    #expect(one.map(\.weight) == three.map(\.weight))
    #expect(one.map(\.maximumShare) == three.map(\.maximumShare))
  }
}
