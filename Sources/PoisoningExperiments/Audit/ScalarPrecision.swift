/// The number type that models are fitted in.
public enum ScalarPrecision: String, Hashable, Codable, Sendable, CaseIterable {
  /// 64 bits.
  case double
  /// 32 bits: half the memory, and faster.
  case float
}
