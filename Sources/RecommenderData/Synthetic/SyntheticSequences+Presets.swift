extension SyntheticSequences {
  /// The configurations that have a name.
  public enum Preset: String, CaseIterable, Hashable, Codable, Sendable {
    /// ``SyntheticSequences/small``.
    case small
    /// ``SyntheticSequences/beauty``.
    case beauty

    /// The configuration of this name.
    public var configuration: SyntheticSequences {
      switch self {
      case .small: .small
      case .beauty: .beauty
      }
    }
  }

  /// 600 users, 400 items, 6,000 actions: everything about it takes seconds.
  public static let small = {
    var small = SyntheticSequences(userCount: 600, itemCount: 400, actionCount: 6_000)
    small.activityDeviation = 1
    small.popularityExponent = 0.9
    small.popularityShift = 10
    small.clusterCount = 20
    small.tasteRank = 4
    return small
  }()

  /// The size of the 5-core of Amazon Beauty: 22,363 users, 12,101 items, 198,502 actions.
  public static let beauty = SyntheticSequences(
    userCount: 22_363, itemCount: 12_101, actionCount: 198_502)
}
