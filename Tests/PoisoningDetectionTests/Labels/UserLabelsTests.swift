import Foundation
import PoisoningDetection
import RecommenderData
import Testing

@Suite struct UserLabelsTests {
  func ratings(_ users: [String] = ["ann", "bob", "eve"]) throws -> RatingMatrix {
    try RatingMatrix(
      userCount: 3, itemCount: 2,
      ratings: (0..<3).map { Rating(user: $0, item: $0 % 2, value: 3) }, scale: .fiveStars,
      userIdentifiers: users, itemIdentifiers: ["x", "y"])
  }

  func labels(_ text: String) throws -> UserLabels {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    return try UserLabels(contentsOf: url.path, for: ratings())
  }

  @Test(arguments: ["\t", " ", ","]) func areReadInTheOrderOfTheUsers(separator: String) throws {
    let text = ["user label", "eve 1", "", "ann 0", "bob 1", "zoe 0", "bob 1"].joined(
      separator: "\n")
    let found = try labels(text.replacing(" ", with: separator))
    #expect(found.isFake == [false, true, true])
    #expect(found.unknownUsers == 1)
  }

  @Test(
    arguments: [
      ("ann 0\nbob 2\neve 1", 2, "0 or 1"), ("ann 0\nbob\neve 1", 2, "0 or 1"),
      ("ann 0\nbob 1\neve 1\nbob 0", 4, "bob has two labels"),
    ] as [(String, Int?, String)])
  func faultsNameTheLine(text: String, line: Int?, words: String) throws {
    let error = #expect(throws: LabelError.self) { _ = try labels(text) }
    #expect(error?.line == line)
    #expect(error?.description.contains(words) == true)
  }

  /// As the reader of ratings reads identifiers.
  @Test func identifiersMayBeQuotedAndLinesEndAsElsewhere() throws {
    let ratings = try ratings(["ann, b", "say \"x\"", "e v e"])
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    let text = "\u{FEFF}user,label\r\n\"ann, b\",1\r\n\r\n\"say \"\"x\"\"\", 0\r\ne v e,1\r\n"
    try Data(text.utf8).write(to: url)
    #expect(try UserLabels(contentsOf: url.path, for: ratings).isFake == [true, false, true])
    try Data("user,label\n\"ann, b,1\n".utf8).write(to: url)
    let error = #expect(throws: LabelError.self) {
      _ = try UserLabels(contentsOf: url.path, for: ratings)
    }
    #expect(error?.line == 2)
  }

  @Test func mayBeCompressed() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".gz")
    defer { try? FileManager.default.removeItem(at: url) }
    try AtomicFile.write("ann\t0\neve\t1\n", to: url.path)
    #expect(try Data(contentsOf: url).prefix(2) == Data([0x1f, 0x8b]))
    #expect(try UserLabels(contentsOf: url.path, for: ratings()).isFake == [false, nil, true])
  }

  @Test func aUserNeedNotHaveALabel() throws {
    #expect(try labels("ann 0\neve 1").isFake == [false, nil, true])
    #expect(try labels("ann 0\neve 1").labelledUsers == [0, 2])
    #expect(try labels("").labelledUsers.isEmpty)
  }

  @Test func missingFilesAreErrors() throws {
    let error = #expect(throws: LabelError.self) {
      _ = try UserLabels(contentsOf: "/nowhere/labels", for: ratings())
    }
    #expect(error?.description.hasPrefix("/nowhere/labels: ") == true)
  }
}
