import RecommenderData
import Testing

@Suite struct InteractionLogTests {
  let log: InteractionLog

  init() throws {
    log = try InteractionLog(
      userIdentifiers: ["ann", "bob", "cyd"], itemIdentifiers: ["w", "x", "y", "z"],
      sequences: [[0, 1, 0], [], [3, 1]])
  }

  @Test func holdsSequencesInOrder() {
    #expect(log.userCount == 3 && log.itemCount == 4 && log.actionCount == 5)
    #expect(log.normalUserCount == 3 && log.fakeUserCount == 0)
    #expect(Array(log.sequence(of: 0)) == [0, 1, 0])
    #expect(log.sequence(of: 1).isEmpty)
    #expect(Array(log.sequence(of: 2)) == [3, 1])
    #expect(log.lengths == [3, 0, 2])
    #expect(log.itemCounts == [2, 2, 0, 1])
  }

  @Test func takesSequencesOfAnyIntegers() throws {
    let sequences: [ArraySlice<Int32>] = (0..<3).map { log.sequence(of: $0) }
    let again = try InteractionLog(
      userIdentifiers: log.userIdentifiers, itemIdentifiers: log.itemIdentifiers,
      sequences: sequences)
    #expect(again == log && again.hashValue == log.hashValue)
  }

  @Test func mayBeEmpty() throws {
    let none = [[Int]]()
    let empty = try InteractionLog(userIdentifiers: [], itemIdentifiers: [], sequences: none)
    #expect(empty.actionCount == 0 && empty.itemCounts.isEmpty && empty.lengths.isEmpty)
  }

  @Test(arguments: [4, -1, Int.max, Int.min])
  func rejectsItemsThatDoNotExist(item: Int) {
    #expect(throws: DataError.actionOutOfRange(user: 1, item: item, itemCount: 4)) {
      try InteractionLog(
        userIdentifiers: ["a", "b"], itemIdentifiers: ["w", "x", "y", "z"],
        sequences: [[0], [1, item]])
    }
  }

  @Test(arguments: [[[0]], [[0], [0], [0]]])
  func rejectsAnotherNumberOfSequences(sequences: [[Int]]) {
    #expect(
      throws: DataError.identifierCount(
        users: sequences.count, userIdentifiers: 2, items: 1, itemIdentifiers: 1)
    ) {
      try InteractionLog(
        userIdentifiers: ["a", "b"], itemIdentifiers: ["x"], sequences: sequences)
    }
  }

  @Test func trapsOnAUserThatDoesNotExist() async {
    await #expect(processExitsWith: .failure) {
      let log = try InteractionLog(
        userIdentifiers: ["a"], itemIdentifiers: ["x"], sequences: [[0]])
      _ = log.sequence(of: 1)
    }
  }
}
