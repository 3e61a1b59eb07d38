import RecommenderData
import Testing

@Suite struct SequenceSplitTests {
  let log: InteractionLog

  init() throws {
    log = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["w", "x", "y", "z"],
      sequences: [[3, 0, 1, 2, 0], [1, 2, 3]])
  }

  @Test func holdsOutTheLastTwoActions() throws {
    let split = try log.leavingLastTwoOut()
    #expect(split.training.lengths == [3, 1])
    #expect(Array(split.training.sequence(of: 0)) == [3, 0, 1])
    #expect(split.validationItems == [2, 2] && split.testItems == [0, 3])
    #expect(
      split.visibleSequence(of: 0) == [3, 0, 1, 2] && split.visibleSequence(of: 1) == [1, 2])
    #expect(split.training.itemIdentifiers == log.itemIdentifiers)
    for user in 0..<2 {
      let whole = split.visibleSequence(of: user) + [split.testItems[user]]
      #expect(whole == Array(log.sequence(of: user)))
    }
  }

  @Test func injectedSequencesEnterTrainingWhole() throws {
    let fakes = [FakeSequence(items: [0, 0]), FakeSequence(items: [3])]
    let before = try log.injecting(fakes).leavingLastTwoOut()
    let after = try log.leavingLastTwoOut().injecting(fakes)
    #expect(before == after)
    #expect(after.training.userIdentifiers == ["a", "b", "fake1", "fake2"])
    #expect(after.training.normalUserCount == 2 && after.testItems == [0, 3])
    #expect(after.visibleSequence(of: 2) == [0, 0] && after.visibleSequence(of: 3) == [3])
    #expect(throws: DataError.actionOutOfRange(user: 2, item: 4, itemCount: 4)) {
      try log.leavingLastTwoOut().injecting([FakeSequence(items: [4])])
    }
  }

  @Test(arguments: 0...2)
  func namesTheUserWhoHasTooFewActions(count: Int) throws {
    let short = try InteractionLog(
      userIdentifiers: ["long", "short", "shorter"], itemIdentifiers: ["x"],
      sequences: [[0, 0, 0], [Int](repeating: 0, count: count), []])
    let error = #expect(throws: DataError.self) { try short.leavingLastTwoOut() }
    #expect(error == .sequenceTooShort(user: "short", actions: count, minimum: 3))
    #expect(
      error?.description == "user 'short' has \(count) actions; at least 3 are needed")
  }
}
