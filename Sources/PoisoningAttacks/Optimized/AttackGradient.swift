/// The derivative of an attack's loss by the ratings of a fake user.
///
/// Each is named by a word, as the command line and saved configurations spell it: `published`,
/// `one-sweep`, `stationary`, and `refit`, with its number of sweeps after a colon unless that is
/// ``defaultSweeps``.
public enum AttackGradient: Hashable, Sendable {
  /// Eqs. 20–21 as printed: items alone move, with the fake user's factors held. [Fang2020]
  case published
  /// The exact derivative of one warm sweep: the fake user's factors, then the items'.
  case oneSweep
  /// The exact derivative of so many linearized sweeps over all users and items.
  case refit(sweeps: Int)
  /// The derivative of the stationary point, by the implicit function theorem.
  case stationary

  /// The sweeps of `refit` where none are given.
  public static let defaultSweeps = 10
}

extension AttackGradient: LosslessStringConvertible {
  /// The gradient that `description` names, or `nil`.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("published", 1): self = .published
    case ("one-sweep", 1): self = .oneSweep
    case ("stationary", 1): self = .stationary
    case ("refit", 1): self = .refit(sweeps: Self.defaultSweeps)
    case ("refit", 2):
      guard let sweeps = Int(parts[1]), sweeps >= 1 else { return nil }
      self = .refit(sweeps: sweeps)
    default: return nil
    }
  }

  /// The name.
  public var description: String {
    switch self {
    case .published: "published"
    case .oneSweep: "one-sweep"
    case .stationary: "stationary"
    case .refit(let sweeps): sweeps == Self.defaultSweeps ? "refit" : "refit:\(sweeps)"
    }
  }
}

extension AttackGradient: Codable {
  /// Decodes the name.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for a word that names no gradient.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let gradient = AttackGradient(name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no gradient is named \"\(name)\"")
    }
    self = gradient
  }

  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
