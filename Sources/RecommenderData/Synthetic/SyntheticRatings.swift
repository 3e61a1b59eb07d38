/// Rating data made up by a seeded generator, shaped like real rating data.
///
/// How many ratings a user gives is log-normal, how popular an item is follows a shifted power law,
/// and every item has at least one rating. Items belong to genres; users have tastes in a space of a
/// few dimensions, prefer to rate what suits them, and rate it higher:
///
///     rating = mean + user effect + item effect + taste · character + noise,
///
/// rounded to the scale. All effects are normal, with the deviations given here. Users differ
/// strongly in how generous they are, as they do at Amazon and Yelp; that, and a tail of items with
/// few ratings, is what lets a factor model without biases do better than the items' means.
///
/// ```swift
/// var configuration = SyntheticRatings.small
/// configuration.seed = 7
/// let ratings = try configuration.generate()
/// ```
public struct SyntheticRatings: Hashable, Codable, Sendable {
  /// The number of users.
  public var userCount: Int
  /// The number of items.
  public var itemCount: Int
  /// The number of ratings, met exactly.
  public var ratingCount: Int
  /// The seed that all of it follows from.
  public var seed: UInt64 = 1
  /// The ratings that are possible.
  public var scale = RatingScale.fiveStars

  /// The least number of ratings of a user.
  public var minimumPerUser = 5
  /// The deviation of the logarithm of the number of ratings that a user gives beyond the minimum.
  public var activityDeviation = 1.0
  /// The popularity of the item of rank k, from 0, is (k + shift)^−exponent.
  public var popularityExponent = 2.2
  /// The shift in the power law of popularity, at least 1: how many items share the top.
  public var popularityShift = 40.0

  /// The number of genres.
  public var genreCount = 24
  /// The number of dimensions of taste.
  public var tasteRank = 8
  /// The share, from 0 to 1, of an item's character that it has from its genre.
  public var genreShare = 0.75
  /// How much users prefer to rate genres that suit them: 0 not at all; a genre that suits by one
  /// deviation more is rated e^selectivity times as often.
  public var selectivity = 0.7

  /// The mean before ratings are rounded and clipped to the scale.
  public var meanRating = 3.9
  /// The deviation of user effects.
  public var userDeviation = 1.6
  /// The deviation of item effects.
  public var itemDeviation = 0.3
  /// How much higher an item is rated that is more popular by one deviation of log popularity.
  public var popularityEffect = 0.1
  /// The deviation of how a taste meets a character.
  public var tasteDeviation = 0.5
  /// The deviation of the noise.
  public var noiseDeviation = 0.4

  /// A configuration of the given size with the parameters of ``music``.
  public init(userCount: Int, itemCount: Int, ratingCount: Int) {
    self.userCount = userCount
    self.itemCount = itemCount
    self.ratingCount = ratingCount
  }
}
