internal import PoisoningDetection
internal import RecommenderData

/// What a fake user must look like to pass for a normal one.
struct Disguise: Sendable {
  /// How many items of the best first-order scores a filler is looked for in, for each item that an
  /// attack without disguise would compare.
  static let shortlistFactor = 8

  /// Where the features of normal users lie.
  private let range: FeatureRange
  /// The ratings that are known, and those of the fake users so far.
  private var tallies: RatingTallies

  /// The look of the normal users of `ratings`.
  init(_ ratings: RatingMatrix, quantile: Double) {
    tallies = RatingTallies(ratings)
    range = FeatureRange(of: ratings, quantile: quantile)
  }

  /// Counts a fake user in.
  mutating func add(_ profile: FakeProfile) {
    tallies.add(profile)
  }

  /// What the features of a fake user are made of with one rating more.
  func adding(_ rating: (item: Int, value: Double), to profile: FeatureSums)
    -> FeatureSums
  {
    profile.adding(tallies.trace(item: rating.item, value: rating.value, isCounted: false))
  }

  /// How much more conspicuous one rating more would make a fake user; 0 for not at all.
  func worsening(
    of profile: FeatureSums, by rating: (item: Int, value: Double)
  ) -> Double {
    range.worsening(from: profile, to: adding(rating, to: profile))
  }
}
