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
