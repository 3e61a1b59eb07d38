import RecommenderData
import Testing

@Suite struct InteractionLogInjectionTests {
  let log: InteractionLog

  init() throws {
    log = try InteractionLog(
      userIdentifiers: ["ann", "fake2"], itemIdentifiers: ["x", "y", "z"],
      sequences: [[0, 1, 0], [2]])
  }

  @Test func appendsUsersAndKeepsWhatWasThere() throws {
    let poisoned = try log.injecting([
      FakeSequence(items: [2, 2, 0]), FakeSequence(items: []), FakeSequence(items: [1]),
    ])
    #expect(poisoned.userCount == 5 && poisoned.normalUserCount == 2)
    #expect(poisoned.fakeUserCount == 3 && poisoned.actionCount == 8)
    #expect(poisoned.lengths == [3, 1, 3, 0, 1])
    #expect(Array(poisoned.sequence(of: 2)) == [2, 2, 0])
    #expect(poisoned.itemIdentifiers == log.itemIdentifiers)
    #expect(poisoned.itemCounts == log.itemCounts)
    for user in 0..<2 { #expect(poisoned.sequence(of: user) == log.sequence(of: user)) }
  }

  @Test func namesThatAreTakenAreSkipped() throws {
    let once = try log.injecting([FakeSequence(items: [0]), FakeSequence(items: [0])])
    #expect(once.userIdentifiers == ["ann", "fake2", "fake1", "fake3"])
    let twice = try once.injecting([FakeSequence(items: [1])])
    #expect(Set(twice.userIdentifiers).count == 5 && twice.fakeUserCount == 3)
    #expect(log.fakeUserIdentifiers(count: 2) == ["fake1", "fake3"])
  }

  @Test func nothingInjectedChangesNothing() throws {
    #expect(try log.injecting([]) == log)
  }

  @Test(arguments: [3, -1])
  func rejectsItemsThatDoNotExist(item: Int) {
    #expect(throws: DataError.actionOutOfRange(user: 3, item: item, itemCount: 3)) {
      try log.injecting([FakeSequence(items: [0]), FakeSequence(items: [1, item])])
    }
  }
}
