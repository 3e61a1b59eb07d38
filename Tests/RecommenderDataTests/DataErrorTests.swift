import RecommenderData
import Testing

@Suite struct DataErrorTests {
  @Test(arguments: [
    (
      DataError.invalidScale(minimum: 5, maximum: 1, step: 1),
      "no rating scale goes from 5.0 to 1.0 in steps of 1.0"
    ),
    (
      .identifierCount(users: 2, userIdentifiers: 3, items: 4, itemIdentifiers: 5),
      "3 user and 5 item identifiers for 2 × 4"
    ),
    (.file(path: "a/b", reason: "no such file"), "a/b: no such file"),
    (.line(path: "a/b", line: 7, reason: "empty"), "a/b:7: empty"),
    (.conflictingRatings(path: "a/b", line: 8, reason: "twice"), "a/b:8: twice"),
    (
      .ambiguousLayout(path: "a/b", option: "layout", reason: "it is odd"),
      "a/b: it is odd; set layout"
    ),
    (
      .actionOutOfRange(user: 2, item: 7, itemCount: 5),
      "user 2 acts on item 7, which is not one of 5 items"
    ),
    (.invalidArgument(name: "share", requirement: "2 is too much"), "share: 2 is too much"),
  ])
  func describesItselfInOneLine(_ error: DataError, text: String) {
    #expect(error.description == text)
  }
}
