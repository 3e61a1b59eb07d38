/// What cross-validation found at one C and γ.
public struct GridPoint: Hashable, Codable, Sendable {
  /// C.
  public let cost: Double
  /// γ.
  public let gamma: Double
  /// The mean of the shares of fake and of normal users that were recognized when they were left
  /// out, all folds taken together; from 0 to 1, 0.5 for a guess.
  public let balancedAccuracy: Double
}
