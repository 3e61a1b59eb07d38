/// How a recommender is guarded: flagged users are removed before it is fitted. [Fang2020, §6]
public struct GuardOptions: Hashable, Sendable {
  /// The detector.
  public var detector: DetectorChoice
  /// The number of fake users that a support vector machine learns from, and of normal users, of whom
  /// at most half of all are taken; from 10 to 100,000.
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

  /// How many examples of a kind a support vector machine may learn from.
  private static let trainingRange = 10...100_000

  /// The option that is out of its range and what is valid; `nil` if none is.
  var problem: (name: String, requirement: String)? {
    switch detector {
    case .svm where !Self.trainingRange.contains(trainingUsers):
      ("trainingUsers", "\(trainingUsers) is not from 10 to 100000")
    case .pca where !(flaggedShare > 0 && flaggedShare < 1):
      ("flaggedShare", "\(flaggedShare) is not between 0 and 1")
    case .none, .svm, .pca: nil
    }
  }
}
