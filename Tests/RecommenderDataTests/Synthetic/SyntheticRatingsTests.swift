import Foundation
import RecommenderData
import Tensor
import Testing

@Suite struct SyntheticRatingsTests {
  @Test(arguments: [SyntheticRatings.Preset.small, .music])
  func presetsHaveTheirSize(_ preset: SyntheticRatings.Preset) throws {
    let configuration = preset.configuration
    let ratings = try configuration.generate()
    #expect(ratings.userCount == configuration.userCount)
    #expect(ratings.itemCount == configuration.itemCount)
    #expect(ratings.count == configuration.ratingCount)
    let users = ratings.userRatingCounts
    #expect(users.allSatisfy { $0 >= configuration.minimumPerUser })
    #expect(ratings.itemRatingCounts.allSatisfy { $0 >= 1 })
    #expect(Set(ratings.byUser.values) == [1, 2, 3, 4, 5])
    #expect(ratings.userIdentifiers.last == "u\(configuration.userCount)")
    #expect(ratings.byItem == ratings.byUser.transposed)
  }

  @Test func presetsAreAsThePapersSay() {
    let music = SyntheticRatings.Preset(rawValue: "music")?.configuration
    #expect(music?.userCount == 8_844 && music?.itemCount == 15_442)
    #expect(music?.ratingCount == 88_639)
    let yelp = SyntheticRatings.Preset(rawValue: "yelp")?.configuration
    #expect(yelp?.userCount == 11_534 && yelp?.itemCount == 25_229)
    #expect(yelp?.ratingCount == 504_713)
  }

  @Test func looksLikeRealRatings() throws {
    let summary = DatasetSummary(of: try SyntheticRatings.small.generate())
    #expect((3.7...4.3).contains(summary.meanRating))
    let shares = summary.histogram.map { Double($0.count) / Double(summary.ratings) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy(<))
    #expect(shares[0] > 0.01 && shares[4] < 0.7)
    // Long tails: the mean lies well above the median, the maximum far above the mean.
    for spread in [summary.ratingsPerUser, summary.ratingsPerItem] {
      #expect(spread.mean > 1.15 * spread.median)
      #expect(Double(spread.maximum) > 6 * spread.mean)
    }
  }

  @Test func followsTheSeed() throws {
    var configuration = SyntheticRatings.small
    let first = try configuration.generate()
    #expect(try configuration.generate() == first)
    configuration.seed = 2
    #expect(try configuration.generate() != first)
  }

  @Test func userEffectsHaveTheirDeviation() throws {
    var configuration = SyntheticRatings(userCount: 400, itemCount: 200, ratingCount: 20_000)
    configuration.scale = try RatingScale(minimum: -50, maximum: 50, step: 0.25)
    configuration.userDeviation = 2
    configuration.itemDeviation = 0
    configuration.popularityEffect = 0
    configuration.tasteDeviation = 0
    configuration.noiseDeviation = 0.5
    let ratings = try configuration.generate()
    let means = (0..<400).map { user in
      let range = ratings.byUser.range(ofRow: user)
      return ratings.byUser.values[range].reduce(0, +) / Double(range.count)
    }
    let mean = means.reduce(0, +) / 400
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 400
    // The standard error of a deviation of 400 normal values is 2/√800 = 0.07; allow six.
    #expect(abs(variance.squareRoot() - 2) < 0.43)
    #expect(abs(mean - configuration.meanRating) < 0.6)
  }

  @Test func tasteEffectsHaveTheirDeviation() throws {
    var configuration = SyntheticRatings(userCount: 400, itemCount: 200, ratingCount: 40_000)
    configuration.scale = try RatingScale(minimum: -50, maximum: 50, step: 0.25)
    configuration.userDeviation = 0
    configuration.itemDeviation = 0
    configuration.popularityEffect = 0
    configuration.noiseDeviation = 0
    configuration.selectivity = 0
    configuration.tasteDeviation = 3
    configuration.tasteRank = 8
    let statistics = try configuration.generate().itemStatistics
    #expect((2...4).contains(statistics.globalDeviation))
  }

  @Test func popularItemsGetMoreRatings() throws {
    var configuration = SyntheticRatings.small
    configuration.popularityExponent = 0
    let flat = DatasetSummary(of: try configuration.generate()).ratingsPerItem
    let steep = DatasetSummary(of: try SyntheticRatings.small.generate()).ratingsPerItem
    #expect(steep.maximum > 2 * flat.maximum)
    #expect(steep.median < flat.median)
  }

  @Test func canFillTheWholeMatrix() throws {
    var full = SyntheticRatings(userCount: 12, itemCount: 7, ratingCount: 84)
    full.minimumPerUser = 2
    #expect(try full.generate().density == 1)
  }

  @Test func canBeAsSparseAsPossible() throws {
    var sparse = SyntheticRatings(userCount: 5, itemCount: 40, ratingCount: 40)
    sparse.minimumPerUser = 1
    #expect(try sparse.generate().itemRatingCounts == [Int](repeating: 1, count: 40))
    var few = SyntheticRatings(userCount: 40, itemCount: 5, ratingCount: 40)
    few.minimumPerUser = 1
    #expect(try few.generate().userRatingCounts == [Int](repeating: 1, count: 40))
  }

  @Test func allowsMoreGenresThanItems() throws {
    var configuration = SyntheticRatings(userCount: 10, itemCount: 8, ratingCount: 60)
    configuration.genreCount = 50
    #expect(try configuration.generate().count == 60)
  }

  static let invalid: [(String, @Sendable (inout SyntheticRatings) -> Void)] = [
    ("userCount", { $0.userCount = 0 }), ("itemCount", { $0.itemCount = 0 }),
    ("minimumPerUser", { $0.minimumPerUser = 0 }),
    ("minimumPerUser", { $0.minimumPerUser = 3_000 }), ("genreCount", { $0.genreCount = 0 }),
    ("tasteRank", { $0.tasteRank = -1 }), ("ratingCount", { $0.ratingCount = 1_000 }),
    ("ratingCount", { $0.ratingCount = 10_000_000 }), ("genreShare", { $0.genreShare = 1.5 }),
    ("popularityShift", { $0.popularityShift = 0 }), ("meanRating", { $0.meanRating = .nan }),
    ("noiseDeviation", { $0.noiseDeviation = -1 }),
    ("userDeviation", { $0.userDeviation = .infinity }),
  ]

  @Test(arguments: invalid)
  func rejects(_ name: String, change: @Sendable (inout SyntheticRatings) -> Void) {
    var configuration = SyntheticRatings.small
    change(&configuration)
    let error = #expect(throws: DataError.self) { try configuration.generate() }
    guard case .invalidArgument(name, _)? = error else {
      Issue.record("\(String(describing: error)) does not name \(name)")
      return
    }
  }

  @Test func survivesJSON() throws {
    let json = try JSONEncoder().encode(SyntheticRatings.yelp)
    #expect(try JSONDecoder().decode(SyntheticRatings.self, from: json) == .yelp)
  }
}
