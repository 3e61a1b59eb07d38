internal import Tensor

/// What is left of an attack once a detector's flagged users are removed: means over the targets.
public struct GuardedSummary: Hashable, Sendable {
  /// The share of fake users that the detector misses; `nil` without any.
  public let falseNegativeRate: Double?
  /// The share of normal users that the detector flags.
  public let falsePositiveRate: Double
  /// HR@N over all normal users, with its 95 % bootstrap interval over targets.
  public let hitRatio: BootstrapInterval
  /// RMSE on held-out ratings; `nil` without any.
  public let rmse: Double?

  /// The means of `cells`; `nil` if no detector was there.
  init?(
    _ cells: [AuditCell], resamples: Int, using rng: inout some RandomNumberGenerator
  ) throws(ExperimentError) {
    let hitRatios = cells.compactMap(\.hitRatioAfterRemoval)
    guard !cells.isEmpty, hitRatios.count == cells.count else { return nil }
    hitRatio = try BootstrapInterval(ofMean: hitRatios, resamples: resamples, using: &rng)
    falsePositiveRate = cells.mean { $0.falsePositiveRate ?? 0 }
    let misses = cells.compactMap(\.falseNegativeRate)
    falseNegativeRate = misses.count == cells.count ? misses.mean { $0 } : nil
    let errors = cells.compactMap(\.rmseAfterRemoval)
    rmse = errors.count == cells.count ? errors.mean { $0 } : nil
  }
}
