/// What is measured on one fit of the victim, for some targets at once.
struct VictimMeasurement: Sendable {
  /// The hit ratio of each target.
  let hitRatios: [HitRatio]
  /// The scores of each target for the normal users.
  let scores: [TargetScores]
  /// The error on held-out ratings, if there are any.
  let error: PredictionError?
  /// How the fit ended.
  let fit: AuditCell.FitSummary
  /// The seconds that the fit took.
  let seconds: Double
}
