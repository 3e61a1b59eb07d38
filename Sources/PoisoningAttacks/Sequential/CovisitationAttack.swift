public import RecommenderData
public import RecommenderInfluence
public import Tensor

/// Items of one kind alternating with targets, to fake that they go together.
///
/// With popular items it is a variant of Yang et al.'s injection of co-visitations [Zhang2020, §4.2.1,
/// *Popular*]; with what the target users have chosen it needs no model and is hard to beat.
public struct CovisitationAttack: SequenceAttack {
  /// What alternates with the targets.
  public enum Partner: String, Hashable, Codable, Sendable, CaseIterable {
    /// The items with the most actions.
    case popular
    /// All visible actions of the target users.
    case alternate
    /// Their last visible actions.
    case alternateLast = "alternate-last"
  }

  /// What alternates with the targets.
  public let partner: Partner
  /// How many popular items there are, at least 1.
  public let popularCount: Int
  /// The name of this attack.
  public var name: String { partner.rawValue }

  /// The attack with some kind of partner.
  public init(_ partner: Partner = .alternate, popularCount: Int = 50) {
    self.partner = partner
    self.popularCount = popularCount
  }

  /// Sequences in which partners and targets take turns, a partner first; a single action is on a target.
  public func sequences(
    count: Int, length: Int, scenario: PromotionScenario,
    progress: ((_ share: Double) throws -> Void)?, using rng: inout SeededGenerator
  ) throws -> [FakeSequence] {
    try requireBudget(count, length)
    guard popularCount >= 1 else {
      throw AttackError.invalidOption(
        attack: name, name: "popularCount", requirement: "\(popularCount) is not at least 1")
    }
    let groups = [partners(scenario), scenario.pushed.map { Int($0) }]
    var realizer = PatternRealizer(groups: groups)
    let pattern = length == 1 ? [1] : (0..<length).map { $0 % 2 }
    return (0..<count).map { _ in realizer.sequence(pattern, using: &rng) }
  }

  /// The items that alternate with the targets.
  private func partners(_ scenario: PromotionScenario) -> [Int] {
    switch partner {
    case .alternate: return ItemGroups.chosen(scenario)
    case .alternateLast: return ItemGroups.lastChosen(scenario)
    case .popular:
      let counts = scenario.log.itemCounts
      let others = ItemDeck.others(
        than: scenario.pushed.map { Int($0) }, itemCount: scenario.log.itemCount)
      let sorted = others.sorted { (counts[$0], $1) > (counts[$1], $0) }
      // With nothing but targets, they alternate with themselves.
      return sorted.isEmpty ? scenario.pushed.map { Int($0) } : Array(sorted.prefix(popularCount))
    }
  }
}
