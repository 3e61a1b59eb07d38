public import Recommenders

/// What one attack of one size on one target does: a mean over the configured repeats.
public struct AuditCell: Hashable, Codable, Sendable {
  /// The attack's name.
  public let attack: String
  /// The identifier of the target.
  public let target: String
  /// The share of fake users, relative to the normal ones.
  public let size: Double
  /// The number of fake users; 0 without an attack.
  public let fakeUsers: Int
  /// HR@N over all normal users.
  public let hitRatio: Double
  /// HR@N over the normal users who have not rated the target.
  public let hitRatioOfNonRaters: Double
  /// The mean change of the target's score for normal users who have not rated it.
  public let predictionShift: Double
  /// RMSE on held-out ratings; `nil` without any.
  public let rmse: Double?
  /// MAE on held-out ratings; `nil` without any.
  public let mae: Double?
  /// The share of fake users that the detector misses; `nil` without any, or without a detector.
  public internal(set) var falseNegativeRate: Double?
  /// The share of normal users that the detector flags, those that it has learned from left out; `nil`
  /// without a detector.
  public internal(set) var falsePositiveRate: Double?
  /// HR@N once flagged users are removed; `nil` without a detector.
  ///
  /// It is relative to all normal users: one who is removed has no list.
  public internal(set) var hitRatioAfterRemoval: Double?
  /// RMSE on the held-out ratings of the users that stay; `nil` without any, or without a detector.
  public internal(set) var rmseAfterRemoval: Double?
  /// How each repeat's fit ended.
  public let fits: [FitSummary]
  /// Seconds to make the profiles of the largest size, which smaller sizes are part of.
  public let secondsAttack: Double
  /// Seconds of one fit of the victim, its second fit for the held-out error not included.
  public let secondsRefit: Double

  /// How a fit of the victim ended.
  public struct FitSummary: Hashable, Codable, Sendable {
    /// J, the penalized sum of squares.
    public let objective: Double
    /// The norm of ∇J.
    public let gradientNorm: Double
    /// The number of sweeps run.
    public let sweeps: Int
    /// Whether the tolerance was met.
    public let isConverged: Bool
    /// The number of dimensions that are alive.
    public let effectiveRank: Int

    /// The end of the fit that `report` tells of.
    public init(_ report: FitReport) {
      objective = report.objective
      gradientNorm = report.gradientNorm
      sweeps = report.sweeps
      isConverged = report.isConverged
      effectiveRank = report.effectiveRank
    }
  }
}
