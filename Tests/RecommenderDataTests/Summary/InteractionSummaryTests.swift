import RecommenderData
import Testing

@Suite struct InteractionSummaryTests {
  @Test func countsByHand() throws {
    let log = try InteractionLog(
      userIdentifiers: ["a", "b"], itemIdentifiers: ["x", "y", "z"],
      sequences: [[0, 1, 0, 0], [0, 1]])
    let summary = try InteractionSummary(of: log)
    #expect(summary.users == 2 && summary.items == 3 && summary.actions == 6)
    #expect(summary.repeats == 2 && summary.density == 4 / 6.0)
    #expect(summary.lengths.mean == 3 && summary.actionsPerItem.maximum == 4)
    #expect(
      summary.description == """
        users             2
        items             3
        actions           6, 2 of them repeats
        density           66.6667 %
        per user          2 to 4, quartiles 2.5, 3 and 3.5, mean 3, deviation 1
        per item          0 to 4, median 2, mean 2
        """)
  }

  @Test func rejectsALogWithoutUsers() throws {
    let empty = try InteractionLog(
      userIdentifiers: [], itemIdentifiers: ["x"], sequences: [[Int]]())
    #expect(throws: DataError.invalidArgument(name: "lengths", requirement: "there are none")) {
      try InteractionSummary(of: empty)
    }
  }
}
