/// How a recommender is guarded: flagged users are removed before it is fitted. [Fang2020, §6]
public struct GuardOptions: Hashable, Sendable {
  /// The detector.
  public var detector: DetectorChoice
  /// The number of fake users that a support vector machine learns from, and of normal users, of whom
  /// at most half of all are taken; at least 10.
  public var trainingUsers: Int
  /// The share of all users that PCA flags, in (0, 1).
  public var flaggedShare: Double

  /// Options, by default the paper's 800 examples of each kind, and no detector.
  public init(
    detector: DetectorChoice = .none, trainingUsers: Int = 800, flaggedShare: Double = 0.05
  ) {
    self.detector = detector
    self.trainingUsers = trainingUsers
    self.flaggedShare = flaggedShare
  }

  /// The option that is out of its range and what is valid; `nil` if none is.
  var problem: (name: String, requirement: String)? {
    if trainingUsers < 10 { return ("trainingUsers", "\(trainingUsers) is not at least 10") }
    if !(flaggedShare > 0 && flaggedShare < 1) {
      return ("flaggedShare", "\(flaggedShare) is not between 0 and 1")
    }
    return nil
  }
}
