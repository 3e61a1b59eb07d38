/// What an influence rests on.
public struct InfluenceCertificate: Hashable, Codable, Sendable {
  /// For whom H⁻¹ was asked.
  public let solve: InfluenceSolve
  /// J at the factors.
  public let objective: Double
  /// ‖∇J‖ at the factors; 0 at a stationary point.
  public let gradientNorm: Double
  /// ‖∇J‖/(2λ‖θ‖): the gradient beside one of the two terms that cancel in it.
  public let relativeGradient: Double
  /// The number of singular values of XᵀY above 0.1 % of the largest.
  public let effectiveRank: Int
  /// The greatest relative residual ‖g − Hs‖/‖g‖ of the solves looked at.
  public let residual: Double
  /// The greatest part of a right-hand side without rotations, relative to its norm, that a stationary
  /// solve left aside because J is flat there; 0 if nothing was.
  public let flatPart: Double
  /// The most sweeps or iterations that a solve took.
  public let iterations: Int

  /// The relative gradient up to which factors count as stationary.
  public static let stationaryLimit = 1e-3
  /// The relative gradient up to which a refit from the factors is a small change of them.
  public static let refitLimit = 0.1

  /// Why the influence means little, or `nil`.
  public var warning: String? {
    let limit = solve.sweeps == nil ? Self.stationaryLimit : Self.refitLimit
    guard relativeGradient > limit else { return nil }
    let remedy =
      solve.sweeps == nil
      ? "fit more tightly (an acceleration, a gradient tolerance) or ask for a refit"
      : "fit with more sweeps"
    return "the fit is far from stationary (relative gradient \(Float(relativeGradient)), "
      + "above \(limit)): \(remedy)"
  }
}
