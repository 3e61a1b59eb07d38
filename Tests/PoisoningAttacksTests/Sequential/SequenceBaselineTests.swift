import RecommenderData
import RecommenderInfluence
import Tensor
import Testing

@testable import PoisoningAttacks

/// Attacks on next-item recommendations that need no model.
@Suite struct SequenceBaselineTests {
  private static let attacks: [any SequenceAttack] = [
    RandomSequences(), CovisitationAttack(.popular), CovisitationAttack(.alternate),
    CovisitationAttack(.alternateLast),
  ]

  private func sequences(
    _ attack: any SequenceAttack, count: Int = 20, length: Int = 7
  ) throws -> [FakeSequence] {
    var rng = SeededGenerator(seed: 9)
    return try attack.sequences(
      count: count, length: length, scenario: SequenceScenario.make(), using: &rng)
  }

  @Test func budgetsAreKeptAndNested() throws {
    for attack in Self.attacks {
      let many = try sequences(attack)
      #expect(many.count == 20)
      #expect(many.allSatisfy { $0.count == 7 })
      #expect(many.allSatisfy { $0.items.allSatisfy { 0..<60 ~= $0 } })
      #expect(try sequences(attack, count: 5) == Array(many.prefix(5)))
    }
    for attack in Self.attacks.dropFirst() {
      let pushed = try SequenceScenario.make().pushed
      let single = try sequences(attack, length: 1)
      #expect(single.allSatisfy { pushed.contains(Int32($0.items[0])) })
    }
    #expect(try sequences(NoSequences()).isEmpty)
    #expect(try sequences(RandomSequences(), count: 0).isEmpty)
  }

  @Test func partnersAlternateWithTargets() throws {
    let scenario = try SequenceScenario.make()
    let chosen = Set(scenario.histories.joined().map { Int($0) })
    let last = Set(scenario.histories.map { Int($0[$0.count - 1]) })
    func partners(_ kind: CovisitationAttack.Partner) throws -> Set<Int> {
      var found: Set<Int> = []
      for sequence in try sequences(CovisitationAttack(kind, popularCount: 4), count: 60) {
        for (step, item) in sequence.items.enumerated() {
          if step % 2 == 1 {
            #expect([40, 50, 55].contains(item))
          } else {
            found.insert(item)
          }
        }
      }
      return found
    }
    #expect(try partners(.alternate) == chosen)
    #expect(try partners(.alternateLast) == last)
    let counts = scenario.log.itemCounts
    let popular = try partners(.popular)
    #expect(popular.count == 4)
    let least = popular.map { counts[$0] }.min() ?? 0
    let others = (0..<60).filter { !popular.contains($0) && ![40, 50, 55].contains($0) }
    #expect(others.allSatisfy { counts[$0] <= least })
  }

  @Test func randomSequencesMixTargetsWithoutRepetition() throws {
    let all = try sequences(RandomSequences(), count: 200, length: 6)
    #expect(all.allSatisfy { Set($0.items).count == 6 })
    // Half of each repository of six are targets.
    let targets = all.joined { $0.items }.count { [40, 50, 55].contains($0) }
    #expect(targets == 600)
    #expect(Set(all.joined { $0.items }).count == 60)
  }

  @Test func aDeckGivesEveryItemBeforeOneComesAgain() {
    var rng = SeededGenerator(seed: 2)
    var deck = ItemDeck([3, 5, 8, 13])
    var last: Int?
    for _ in 0..<50 {
      var round: Set<Int> = []
      for _ in 0..<4 {
        let item = deck.draw(after: last, using: &rng)
        #expect(item != last)
        last = item
        round.insert(item)
      }
      #expect(round.count >= 3)
    }
    var single = ItemDeck([7])
    #expect(single.draw(after: 7, using: &rng) == 7)
  }

  @Test func aWeightedDeckHoldsEachItemByItsShare() {
    var deck = ItemDeck([2, 3, 5, 7], weights: [1, 4, 0, 3])
    var rng = SeededGenerator(seed: 3)
    var counts: [Int: Int] = [:]
    for _ in 0..<50 {
      var hand: [Int: Int] = [:]
      for _ in 0..<4 { hand[deck.draw(after: nil, using: &rng), default: 0] += 1 }
      // Half an item, two, none, and one and a half of four draws.
      #expect(hand[3] == 2)
      #expect(hand[5] == nil)
      #expect([1, 2].contains(hand[7]))
      counts.merge(hand, uniquingKeysWith: +)
    }
    #expect(abs((counts[2] ?? 0) - 25) < 12)
  }

  @Test func aWeightedDeckAvoidsTheLastItemWhereItCan() {
    var deck = ItemDeck([1, 2, 3, 4], weights: [2, 1, 1, 0])
    var rng = SeededGenerator(seed: 3)
    for _ in 0..<40 {
      // Two of four are the first item, and are never drawn while another one is left in the deck.
      #expect(deck.draw(after: 1, using: &rng) != 1)
      for _ in 0..<3 { _ = deck.draw(after: nil, using: &rng) }
    }
    var heavy = ItemDeck([1, 2], weights: [1, 0])
    #expect(heavy.draw(after: 1, using: &rng) == 1)
  }

  @Test func refusesImpossibleBudgets() throws {
    for attack in Self.attacks + [NoSequences()] {
      #expect(throws: AttackError.invalidCount(-1)) { try sequences(attack, count: -1) }
      #expect(throws: AttackError.invalidLength(0)) { try sequences(attack, length: 0) }
    }
    #expect(throws: AttackError.self) {
      try sequences(CovisitationAttack(.popular, popularCount: 0))
    }
  }
}

extension Array {
  /// All elements of what `body` gives, one after another.
  fileprivate func joined<T>(_ body: (Element) -> [T]) -> [T] { flatMap(body) }
}
