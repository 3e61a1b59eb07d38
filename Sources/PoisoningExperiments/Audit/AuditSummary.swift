/// What one attack of one size does: means over the targets.
public struct AuditSummary: Hashable, Sendable {
  /// The attack's name.
  public let attack: String
  /// The share of fake users, relative to the normal ones.
  public let size: Double
  /// The number of fake users; 0 without an attack.
  public let fakeUsers: Int
  /// HR@N over all normal users.
  public let hitRatio: Double
  /// HR@N over the normal users who have not rated the target.
  public let hitRatioOfNonRaters: Double
  /// The lower end of the 95 % bootstrap interval of ``hitRatio`` over targets.
  public let confidenceLow: Double
  /// The upper end of the 95 % bootstrap interval of ``hitRatio`` over targets.
  public let confidenceHigh: Double
  /// The mean change of a target's score for normal users who have not rated it.
  public let predictionShift: Double
  /// RMSE on held-out ratings; `nil` without any.
  public let rmse: Double?
  /// MAE on held-out ratings; `nil` without any.
  public let mae: Double?
  /// What a detector before the victim makes of it; `nil` without one.
  public let guarded: GuardedSummary?
  /// Seconds to make the profiles of the largest size, a mean over targets.
  public let secondsAttack: Double
  /// Seconds of one fit of the victim, a mean over targets.
  public let secondsRefit: Double

  /// The means of `cells`, one for each target.
  init(
    attack: String, size: Double, cells: [AuditCell], resamples: Int,
    using rng: inout some RandomNumberGenerator
  ) throws(ExperimentError) {
    self.attack = attack
    self.size = size
    fakeUsers = cells.first?.fakeUsers ?? 0
    let interval = try BootstrapInterval(
      ofMean: cells.map(\.hitRatio), resamples: resamples, using: &rng)
    hitRatio = interval.mean
    confidenceLow = interval.low
    confidenceHigh = interval.high
    hitRatioOfNonRaters = cells.mean { $0.hitRatioOfNonRaters }
    predictionShift = cells.mean { $0.predictionShift }
    rmse = cells.allSatisfy { $0.rmse != nil } ? cells.mean { $0.rmse ?? 0 } : nil
    mae = cells.allSatisfy { $0.mae != nil } ? cells.mean { $0.mae ?? 0 } : nil
    guarded = try GuardedSummary(cells, resamples: resamples, using: &rng)
    secondsAttack = cells.mean { $0.secondsAttack }
    secondsRefit = cells.mean { $0.secondsRefit }
  }
}

extension AuditSummary: Encodable {
  private enum CodingKeys: String, CodingKey {
    case attack, size, fakeUsers, hitRatio, hitRatioOfNonRaters, confidenceLow, confidenceHigh
    case predictionShift, rmse, mae, secondsAttack, secondsRefit
    case falseNegativeRate, falsePositiveRate, hitRatioAfterRemoval, rmseAfterRemoval
  }

  /// Encodes all values; absent errors are there as `null`, those of a detector only with one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(attack, forKey: .attack)
    try container.encode(size, forKey: .size)
    try container.encode(fakeUsers, forKey: .fakeUsers)
    try container.encode(hitRatio, forKey: .hitRatio)
    try container.encode(hitRatioOfNonRaters, forKey: .hitRatioOfNonRaters)
    try container.encode(confidenceLow, forKey: .confidenceLow)
    try container.encode(confidenceHigh, forKey: .confidenceHigh)
    try container.encode(predictionShift, forKey: .predictionShift)
    try container.encode(rmse, forKey: .rmse)
    try container.encode(mae, forKey: .mae)
    try container.encode(secondsAttack, forKey: .secondsAttack)
    try container.encode(secondsRefit, forKey: .secondsRefit)
    guard let guarded else { return }
    try container.encode(guarded.falseNegativeRate, forKey: .falseNegativeRate)
    try container.encode(guarded.falsePositiveRate, forKey: .falsePositiveRate)
    try container.encode(guarded.hitRatio.mean, forKey: .hitRatioAfterRemoval)
    try container.encode(guarded.rmse, forKey: .rmseAfterRemoval)
  }
}
