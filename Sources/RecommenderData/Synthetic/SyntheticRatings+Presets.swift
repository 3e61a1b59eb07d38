extension SyntheticRatings {
  /// The configurations that have a name.
  public enum Preset: String, CaseIterable, Hashable, Codable, Sendable {
    /// ``SyntheticRatings/small``.
    case small
    /// ``SyntheticRatings/music``.
    case music
    /// ``SyntheticRatings/yelp``.
    case yelp

    /// The configuration of this name.
    public var configuration: SyntheticRatings {
      switch self {
      case .small: .small
      case .music: .music
      case .yelp: .yelp
      }
    }
  }

  /// The size of the Amazon Digital Music data of the papers: 8,844 users, 15,442 items, 88,639
  /// ratings.
  public static let music = SyntheticRatings(
    userCount: 8_844, itemCount: 15_442, ratingCount: 88_639)

  /// The size of the Yelp data of the papers: 11,534 users, 25,229 items, 504,713 ratings.
  public static let yelp = {
    var yelp = SyntheticRatings(userCount: 11_534, itemCount: 25_229, ratingCount: 504_713)
    yelp.minimumPerUser = 10
    yelp.popularityExponent = 1.5
    yelp.meanRating = 3.8
    yelp.userDeviation = 1.2
    yelp.tasteDeviation = 0.7
    return yelp
  }()

  /// 600 users, 1,500 items, 18,000 ratings: everything about it takes seconds.
  ///
  /// There are so many items for the users that most never come near a top-10 list by themselves.
  public static let small = {
    var small = SyntheticRatings(userCount: 600, itemCount: 1_500, ratingCount: 18_000)
    small.minimumPerUser = 10
    small.genreCount = 8
    small.tasteRank = 4
    small.tasteDeviation = 0.8
    return small
  }()
}
