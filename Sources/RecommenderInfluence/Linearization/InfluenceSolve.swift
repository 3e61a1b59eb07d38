/// What the users and items of a model do when a rating is gone: for whom H⁻¹ is asked.
public enum InfluenceSolve: Hashable, Codable, Sendable {
  /// The recommender goes on with so many sweeps from the factors it has: block Gauss–Seidel sweeps
  /// on H s = g, the linearized sweeps of alternating least squares. Needs no minimum.
  case refit(sweeps: Int)
  /// Conjugate gradients on H + δ·blockdiag(H), in between the other two: δ ≈ 0.3/sweeps.
  case damped(Double)
  /// Conjugate gradients on H to this relative residual: the change of a minimum of J, which the
  /// factors have to be.
  case stationary(tolerance: Double)
}

extension InfluenceSolve {
  /// The number of sweeps of a refit; `nil` for conjugate gradients.
  var sweeps: Int? {
    if case .refit(let sweeps) = self { sweeps } else { nil }
  }

  /// δ.
  var damping: Double {
    if case .damped(let damping) = self { damping } else { 0 }
  }

  /// The relative residual that conjugate gradients go to.
  var tolerance: Double {
    if case .stationary(let tolerance) = self { tolerance } else { 1e-8 }
  }

  /// Checks the range of what a solve is given.
  ///
  /// - Throws: `InfluenceError.invalidOption` for sweeps below 1, a negative damping or a tolerance
  ///   that is not positive.
  public func validate() throws(InfluenceError) {
    switch self {
    case .refit(let sweeps):
      guard sweeps >= 1 else {
        throw .invalidOption(name: "sweeps", requirement: "\(sweeps) is not at least 1")
      }
    case .damped(let damping):
      guard damping >= 0, damping.isFinite else {
        throw .invalidOption(
          name: "damping", requirement: "\(damping) is not at least 0 and finite")
      }
    case .stationary(let tolerance):
      guard tolerance > 0, tolerance.isFinite else {
        throw .invalidOption(name: "tolerance", requirement: "\(tolerance) is not positive")
      }
    }
  }
}
