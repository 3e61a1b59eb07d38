import Foundation
import Testing

@testable import RecommenderData

@Suite struct ColumnLinesTests {
  func lines(_ text: String, columns: Int = 2) throws -> [ColumnLines.Line] {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    try Data(text.utf8).write(to: url)
    return try ColumnLines(contentsOf: url.path, columns: columns).lines
  }

  @Test func numbersCountBlankLinesToo() throws {
    #expect(
      try lines("a b\t1\r\n\n  \nc\t2") == [
        .init(number: 1, fields: ["a b", "1"]), .init(number: 4, fields: ["c", "2"]),
      ])
    #expect(try lines("").isEmpty)
  }

  @Test(arguments: [
    ("a::b::c", ["a", "b", "c"]), ("\"a,\"\"x\",b, c", ["a,\"x", "b", "c"]),
    ("a  b c", ["a", "b", "c"]),
  ])
  func theFirstLineTellsTheSeparator(_ text: String, _ fields: [String]) throws {
    #expect(try lines(text, columns: 3).map(\.fields) == [fields])
  }

  @Test(arguments: [("a,1\n\"b,2\n", 2), ("alone\n", 1)])
  func faultsNameTheLine(_ text: String, _ line: Int) throws {
    let error = #expect(throws: DataError.self) { _ = try lines(text) }
    guard case .line(_, let found, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == line)
  }

  @Test func binaryFilesAreErrors() throws {
    let error = #expect(throws: DataError.self) { _ = try lines("a\u{0}") }
    #expect(error?.description.contains("a binary file") == true)
  }
}
