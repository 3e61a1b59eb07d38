import RecommenderData
import Tensor
import Testing

@Suite struct InteractionLogCoreTests {
  static func log(_ sequences: [[Int]], items: Int) throws -> InteractionLog {
    try InteractionLog(
      userIdentifiers: sequences.indices.map { "u\($0)" },
      itemIdentifiers: (0..<items).map { "i\($0)" }, sequences: sequences)
  }

  @Test func takesOutUntilNoneIsLeft() throws {
    // Item 3 goes, then user 2 who is left with one action, then item 2, then user 3.
    let log = try Self.log([[0, 1, 0, 1], [1, 0], [3, 2], [2, 3], [3]], items: 4)
    let smaller = try Self.log([[0, 1, 0, 1], [1, 0], [3, 2], [2, 0]], items: 4)
    #expect(try log.core(minimum: 2).lengths == [4, 2, 2, 2])
    let core = try smaller.core(minimum: 2)
    #expect(core.userIdentifiers == ["u0", "u1"] && core.itemIdentifiers == ["i0", "i1"])
    #expect(Array(core.sequence(of: 0)) == [0, 1, 0, 1] && Array(core.sequence(of: 1)) == [1, 0])
  }

  @Test func anItemActedOnTwiceCountsTwice() throws {
    let core = try Self.log([[1, 1, 1], [0, 1]], items: 2).core(minimum: 3)
    #expect(core.userIdentifiers == ["u0"] && core.itemIdentifiers == ["i1"])
    #expect(Array(core.sequence(of: 0)) == [0, 0, 0])
  }

  @Test func oneTakesOutOnlyTheEmpty() throws {
    let log = try Self.log([[2, 0], []], items: 3)
    let core = try log.core(minimum: 1)
    #expect(core.userIdentifiers == ["u0"] && core.itemIdentifiers == ["i0", "i2"])
    #expect(Array(core.sequence(of: 0)) == [1, 0])
  }

  @Test func keepsInjectedUsersApart() throws {
    let log = try Self.log([[0, 0], [1]], items: 2)
      .injecting([FakeSequence(items: [0, 0]), FakeSequence(items: [1])])
    let core = try log.core(minimum: 2)
    #expect(core.userIdentifiers == ["u0", "fake1"])
    #expect(core.normalUserCount == 1 && core.itemCounts == [2])
  }

  @Test func rejectsWhatLeavesNothing() throws {
    let log = try Self.log([[0, 1], [1]], items: 2)
    #expect(
      throws: DataError.invalidArgument(
        name: "minimum", requirement: "no users and items have 3 actions each")
    ) { try log.core(minimum: 3) }
    #expect(
      throws: DataError.invalidArgument(name: "minimum", requirement: "0 is not at least 1")
    ) { try log.core(minimum: 0) }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>)
  func isTheLargestSuchPart(seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    let sequences = (0..<60).map { _ in
      (0..<2 + rng.nextIndex(below: 10)).map { _ in rng.nextIndex(below: 40) }
    }
    let log = try Self.log(sequences, items: 40)
    let core = try log.core(minimum: 5)
    #expect(core.lengths.allSatisfy { $0 >= 5 } && core.itemCounts.allSatisfy { $0 >= 5 })
    // By the definition, slowly: take out whoever has too few, count anew, until nothing changes.
    var users = Set(0..<60)
    var items = Set(0..<40)
    while true {
      let kept = users.filter { user in sequences[user].count { items.contains($0) } >= 5 }
      let keptItems = items.filter { item in
        kept.reduce(0) { sum, user in sum + sequences[user].count { $0 == item } } >= 5
      }
      if kept == users, keptItems == items { break }
      (users, items) = (kept, keptItems)
    }
    #expect(core.userIdentifiers == users.sorted().map { "u\($0)" })
    #expect(core.itemIdentifiers == items.sorted().map { "i\($0)" })
  }
}
