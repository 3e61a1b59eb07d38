/// Which attack, target and size a cell of an audit is about.
public struct AuditKey: GridKey {
  /// The attack's name.
  public let attack: String
  /// The index of the target item.
  public let target: Int
  /// The share of fake users, relative to the normal ones.
  public let size: Double

  /// The key of one cell.
  public init(attack: String, target: Int, size: Double) {
    self.attack = attack
    self.target = target
    self.size = size
  }

  /// The three values with dashes between them.
  public var fileName: String { "\(attack)-\(target)-\(size)" }
}
