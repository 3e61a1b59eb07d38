/// What is measured on one fit of the victim, for some targets at once.
struct VictimMeasurement: Sendable {
  /// The hit ratio of each target.
  let hitRatios: [HitRatio]
  /// The scores of each target for the normal users.
  let scores: [TargetScores]
  /// The error on held-out ratings, if there are any.
  let error: PredictionError?
  /// How the fit ended, if there was something to fit.
  let fit: AuditCell.FitSummary?
  /// The seconds that the fit took; of random walks, the ranking, since they fit nothing.
  let seconds: Double
}
