/// Which recommender is audited.
public enum VictimChoice: String, Hashable, Codable, Sendable, CaseIterable {
  /// `MatrixFactorization`.
  case matrixFactorization = "matrix-factorization"
  /// `RandomWalk`.
  case randomWalk = "random-walk"
}
