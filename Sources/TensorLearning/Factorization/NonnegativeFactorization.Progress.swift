extension NonnegativeFactorization {
  /// What a progress callback is told.
  public struct Progress: Hashable, Sendable {
    /// The number of iterations made, from 1.
    public let iteration: Int
    /// The greatest number of iterations.
    public let iterations: Int
    /// ‖V − WH‖² after this iteration.
    public let objective: Double
  }
}
