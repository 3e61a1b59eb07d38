internal import RecommenderData
public import Recommenders

/// What tells one audit of a next-item recommender from the others of a grid.
public struct SequenceAuditKey: GridKey {
  /// The attack that has no fake users, alone.
  static let withoutFakeUsers = ["none"]
  /// The attacks that share the simulator's models, which are trained once for all of them.
  static let simulated: Set = ["greedy", "loki"]

  /// The recommender under attack.
  public let victim: NextItemModel
  /// The attacks of the audit.
  public let attacks: [String]
  /// The number of fake users relative to normal ones; `nil` where there are none, whatever the budget.
  public let size: Double?
  /// M, the number of actions of each; `nil` likewise.
  public let actions: Int?
  /// What targets, users, attacks and fits depend on.
  public let seed: UInt64

  /// A key.
  public init(
    victim: NextItemModel, attacks: [String], size: Double? = nil, actions: Int? = nil,
    seed: UInt64
  ) {
    self.victim = victim
    self.attacks = attacks
    self.size = size
    self.actions = actions
    self.seed = seed
  }

  /// A name for the audit's file.
  public var fileName: String {
    let budget = size.map { "-\($0.shortText)" } ?? ""
    let length = actions.map { "-actions-\($0)" } ?? ""
    return "\(victim.rawValue)-\(attacks.joined(separator: "."))\(budget)\(length)-seed-\(seed)"
  }

  /// Attacks in groups that are audited at once: those that share the simulator together, each other
  /// one alone, so that a run that is broken off loses little.
  static func groups(of attacks: [String]) -> [[String]] {
    let together = attacks.filter(simulated.contains)
    return attacks.filter { !simulated.contains($0) }.map { [$0] }
      + (together.isEmpty ? [] : [together])
  }
}

extension SequenceAuditKey {
  /// About how long the audit takes beside one whose victim is BPRMF and whose attack is made at once, as
  /// measured on Amazon Beauty.
  var work: Double {
    let fit =
      switch victim {
      case .bprmf: 1.0
      case .fpmc, .transrec: 0.55
      case .gru4rec: 2.3
      }
    let made = ["greedy": 8.0, "loki": 20]
    return attacks.reduce(0) { $0 + fit + (made[$1] ?? 0) }
  }
}
