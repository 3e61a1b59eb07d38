import Testing

@testable import RecommenderData

@Suite struct FieldSplitterTests {
  func split(_ text: String, _ separator: ColumnSeparator) throws -> [String] {
    try RatingFileLayout.fields(of: Array(text.utf8), separator: separator)
  }

  @Test(arguments: [
    ("a\tb\tc", ColumnSeparator.tab, ["a", "b", "c"]), ("a\t\tc\t", .tab, ["a", "", "c", ""]),
    (" a \t b c\t", .tab, ["a", "b c", ""]), ("a,,\"b\"", .comma, ["a", "", "b"]),
    ("\"a,b\" ,\"\"\"\", c", .comma, ["a,b", "\"", "c"]), ("a\"b,c", .comma, ["a\"b", "c"]),
    ("  a \t b  ", .blanks, ["a", "b"]), ("a", .blanks, ["a"]),
    ("a::b:c::", .doubleColon, ["a", "b:c", ""]), ("a:::b", .doubleColon, ["a", ":b"]),
    (":a:", .doubleColon, [":a:"]), ("\"a\"\tb", .tab, ["\"a\"", "b"]),
  ])
  func splits(_ text: String, _ separator: ColumnSeparator, fields: [String]) throws {
    #expect(try split(text, separator) == fields)
  }

  @Test(arguments: ["\"a", "\"a\"b,c", "a,\"b\"\"", "\""])
  func rejectsOpenQuotations(_ text: String) {
    #expect(throws: LineFailure.quotation) { try split(text, .comma) }
  }
}
