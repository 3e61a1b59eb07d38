/// Sequences of actions made up by a seeded generator, in which the last item tells of the next.
///
/// Items belong to clusters, and their popularity follows a shifted power law. A user takes the next
/// item, one that it has not had, in proportion to
///
///     popularity · taste(user, cluster) · transition(cluster of the last item, cluster),
///
/// the structure that FPMC has [Rendle2010]: a part that depends on the user and a part that depends
/// on the last item, whatever the user. Tastes are low-rank and log-normal; the transition matrix is
/// log-normal, so that each cluster is followed by a few others. How many actions a user has is
/// log-normal beyond a minimum. Every item occurs.
///
/// ```swift
/// var configuration = SyntheticSequences.small
/// configuration.seed = 7
/// let log = try configuration.generate()
/// ```
public struct SyntheticSequences: Hashable, Codable, Sendable {
  /// The number of users.
  public var userCount: Int
  /// The number of items.
  public var itemCount: Int
  /// The number of actions, met exactly.
  public var actionCount: Int
  /// The seed that all of it follows from.
  public var seed: UInt64 = 1

  /// The least number of actions of a user.
  public var minimumPerUser = 5
  /// The deviation of the logarithm of the number of actions of a user beyond the minimum.
  public var activityDeviation = 1.3
  /// The popularity of the item of rank k, from 0, is (k + shift)^−exponent.
  public var popularityExponent = 0.75
  /// The shift in the power law of popularity, at least 1: how many items share the top.
  public var popularityShift = 60.0

  /// The number of clusters.
  public var clusterCount = 150
  /// The deviation of the logarithm of a transition: 0 makes the last item tell nothing.
  public var transitionDeviation = 2.0
  /// The number of dimensions of taste.
  public var tasteRank = 8
  /// How much users keep to clusters that suit them: 0 not at all; a cluster that suits by one
  /// deviation more is taken e^selectivity times as often.
  public var selectivity = 1.0

  /// A configuration of the given size with the parameters of ``beauty``.
  public init(userCount: Int, itemCount: Int, actionCount: Int) {
    self.userCount = userCount
    self.itemCount = itemCount
    self.actionCount = actionCount
  }
}
