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

  /// A few hundred users: everything about it takes seconds.
  public static let small = {
    var small = SyntheticRatings(userCount: 500, itemCount: 1_000, ratingCount: 15_000)
    small.minimumPerUser = 10
    small.popularityExponent = 1.5
    small.genreCount = 8
    small.tasteRank = 4
    return small
  }()
}
