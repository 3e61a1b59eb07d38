/// How a factorization ended: what later results rest on.
public struct FitReport: Hashable, Codable, Sendable {
  /// The objective J at the final factors.
  public let objective: Double
  /// J after each sweep.
  public let objectives: [Double]
  /// The Euclidean norm of ∇J at the final factors; 0 at a stationary point.
  public let gradientNorm: Double
  /// The root mean square of r − r̂ over the ratings fitted.
  public let trainingError: Double
  /// The number of singular values of XᵀY above 0.1 % of the largest.
  public let effectiveRank: Int
  /// Whether the last sweep met one of the tolerances.
  public let isConverged: Bool

  /// The number of sweeps run.
  public var sweeps: Int { objectives.count }
}

/// Where a running fit stands, as its progress callback is told after each sweep.
public struct FitProgress: Hashable, Sendable {
  /// The number of the sweep that just ended, from 1.
  public let sweep: Int
  /// The greatest number of sweeps.
  public let sweeps: Int
  /// The objective J after the sweep.
  public let objective: Double
  /// By how much of itself the sweep lowered J; infinite in the first sweep of a random start.
  public let relativeDecrease: Double
  /// ‖∇J‖ after the sweep, where the fit needs it: with an acceleration or a gradient tolerance.
  public let gradientNorm: Double?
}
