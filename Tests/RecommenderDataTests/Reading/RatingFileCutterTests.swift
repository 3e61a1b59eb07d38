import RecommenderData
import Tensor
import Testing

/// Files of many batches of lines, which two threads share.
@Suite struct RatingFileCutterTests {
  let folder: TemporaryFolder
  /// Each is about half a mebibyte.
  static let half = 20_000

  init() throws { folder = try TemporaryFolder() }

  /// Lines of commas, every third with a quoted item.
  func lines(_ count: Int) -> [String] {
    (0..<count).map { line in
      let item = line % 3 == 0 ? "\"item, \"\"\(line % 211)\"\"\"" : "a long item \(line % 207)"
      return "user \(line % 2_001),\(item),\(1 + line * line % 5)"
    }
  }

  func read(
    _ path: String, threads: Int
  ) throws -> (ratings: RatingMatrix, report: RatingReport) {
    try RatingReader(duplicates: .mean).read(
      [path, path], parallelism: Parallelism(threads: threads))
  }

  @Test(arguments: ["a.csv", "a.csv.gz"])
  func readsTheSameOnAnyNumberOfThreads(_ name: String) throws {
    let text = Array(lines(3 * Self.half).joined(separator: "\n").utf8)
    #expect(text.count > 1 << 20)
    let path = try folder.file(name, name.hasSuffix("gz") ? GzipEncoder.encode(text) : text)
    let serial = try read(path, threads: 1)
    #expect(serial.report.lines == 6 * Self.half)
    #expect(serial.ratings.itemIdentifiers.prefix(2) == ["item, \"0\"", "a long item 1"])
    for threads in 2...3 {
      #expect(try read(path, threads: threads) == serial)
    }
  }

  /// A thread that cuts lines finds the second error before the other has come to the first.
  @Test(arguments: [1, 2], [1, 20, 20_000])
  func namesTheFirstOfTwoErrors(threads: Int, distance: Int) throws {
    var lines = lines(3 * Self.half)
    lines[Self.half] = ",item,3"
    lines[Self.half + distance] = "user,item,good"
    let path = try folder.file("two.csv", lines.joined(separator: "\n"))
    let expected = DataError.line(
      path: path, line: Self.half + 1, reason: "the user identifier is empty")
    #expect(throws: expected) { try read(path, threads: threads) }
  }
}
