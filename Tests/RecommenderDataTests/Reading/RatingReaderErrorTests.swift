import Foundation
import RecommenderData
import Testing

/// Each kind of malformed input, with the message that a user sees.
@Suite struct RatingReaderErrorTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func message(
    of bytes: [UInt8], name: String = "r", with reader: RatingReader = RatingReader()
  ) throws -> String? {
    let path = try folder.file(name, bytes)
    let error = #expect(throws: DataError.self) { try reader.read([path]) }
    let description = try #require(error?.description)
    #expect(!description.contains("\n"))
    #expect(description.hasPrefix(path) || description.hasPrefix("scale"))
    return description.replacingOccurrences(of: path, with: name)
  }

  @Test(arguments: [
    ("", "r: the file is empty"),
    ("\n \n\t\n", "r: no line holds a rating"),
    ("user,item,rating\n", "r: no line holds a rating"),
    ("a b 3\n\u{0}\u{1}\u{2}", "r: a binary file: it has the byte 0x00"),
    ("PK\u{3}\u{4}\u{14} b c d e f\n", "r: a binary file: it has the byte 0x03"),
    ("\u{1f}\n", "r: a binary file: it has the byte 0x1f"),
    (
      "a;b;3\n",
      "r:1: expected user, item and rating separated by tabs, commas, blanks or '::', found 'a;b;3'"
    ),
    (
      "a b c d 3\n",
      "r:1: expected 3 or 4 columns (user, item, rating, time) separated by blanks, found 5"
    ),
    (
      "a\tb\t3\n\na\tc\n",
      "r:3: expected 3 columns separated by tabs as in the first line, found 2"
    ),
    (
      "a\tb\t3\na\tc\t3\t4\n",
      "r:2: expected 3 columns separated by tabs as in the first line, found 4"
    ),
    (
      "a\tb\t3\na,c,4\n",
      "r:2: expected 3 columns separated by tabs as in the first line, found 1; "
        + "it has 3 separated by commas"
    ),
    ("a b 3\na c x\n", "r:2: the rating 'x' is not a number"),
    ("a b 3\na c 4x\n", "r:2: the rating '4x' is not a number"),
    ("a b 4x\n", "r:1: the rating '4x' is not a number"),
    (
      "who\twhat\thow much\na\tb\t4\n",
      "r:1: the rating 'how much' is not a number, and no column of this line is named user, item "
        + "or rating as in a header"
    ),
    ("a b 3\na c 0x1p3\n", "r:2: the rating '0x1p3' is not a number"),
    ("a b 3\na c 1.2.3\n", "r:2: the rating '1.2.3' is not a number"),
    ("a b 3\na c .\n", "r:2: the rating '.' is not a number"),
    ("a b 3\na c -\n", "r:2: the rating '-' is not a number"),
    ("a b 3\na c 4e\n", "r:2: the rating '4e' is not a number"),
    ("a,b,3\na,c,\n", "r:2: the rating is empty"),
    ("a b NaN\n", "r:1: the rating 'NaN' is not finite"),
    ("a b 3\na c nan\n", "r:2: the rating 'nan' is not finite"),
    ("a b 3\na c -inf\n", "r:2: the rating '-inf' is not finite"),
    ("a b 3\na c Infinity\n", "r:2: the rating 'Infinity' is not finite"),
    ("a b 3\na c 1e999\n", "r:2: the rating '1e999' is not finite"),
    ("a,b,3\n,c,4\n", "r:2: the user identifier is empty"),
    ("a,b,3\na,\"\",4\n", "r:2: the item identifier is empty"),
    ("a,b,3\na,\"c,4\n", "r:2: a quoted field does not end before its comma or line end"),
    ("a,b,3\na,\"c\"d,4\n", "r:2: a quoted field does not end before its comma or line end"),
    ("a b 3\r\nc d 4\r\na b 4\r\n", "r:3: user 'a' rates item 'b' 4, but 3 in line 1"),
    (
      "user,when,what,rating,x\na,1,b,4,c\n",
      "r:1: the header names no item column: 'user,when,what,rating,x'"
    ),
    (
      "item,user,points\nb,a,3\n",
      "r:1: the header names some of user, item and rating, but not in this order: "
        + "'item,user,points'"
    ),
    (
      "user_id:token\titem_id:token\ttimestamp:float\na\tb\t1\n",
      "r:1: the header names no rating column: 'user_id:token item_id:token timestamp:float'"
    ),
    ("a b 7\na c 7\n", "scale: every rating is 7, so give it"),
    ("a b 2e9\na c 1\n", "scale: ratings beyond ±10⁹ have none to infer; give it"),
  ])
  func saysWhatIsWrong(_ text: String, message: String) throws {
    #expect(try self.message(of: Array(text.utf8)) == message)
  }

  @Test func rejectsIdentifiersThatAreNotUTF8() throws {
    #expect(
      try message(of: Array("a b 3\n".utf8) + [0x61, 0xff, 0x20, 0x62, 0x20, 0x34])
        == "r:2: the user identifier 'a\u{fffd}' is not valid UTF-8")
  }

  @Test func rejectsAnInterFileWithoutTypes() throws {
    #expect(
      try message(of: Array("user\titem\trating\na\tb\t3".utf8), name: "r.inter")
        == "r.inter:1: expected the typed header of an .inter file, such as "
        + "'user_id:token item_id:token rating:float', found 'user item rating'")
  }

  @Test func rejectsRatingsOutsideTheScale() throws {
    let reader = RatingReader(scale: .fiveStars)
    #expect(
      try message(of: Array("a b 3\na c 5.5\n".utf8), with: reader)
        == "r:2: the rating 5.5 is outside the scale 1 to 5 in steps of 1")
  }

  @Test func rejectsEndlessLines() throws {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 70_000)
    #expect(
      try message(of: Array("a b 3\n".utf8) + line) == "r:2: longer than 65536 bytes")
  }

  @Test func cutsLongExcerptsShort() throws {
    let word = String(repeating: "x", count: 100)
    #expect(
      try message(of: Array("a b 3\na c \(word)\n".utf8))
        == "r:2: the rating '\(word.prefix(60))…' is not a number")
  }

  @Test func aFileSizeBeyondMemoryIsNotBelieved() throws {
    let lines = String(repeating: "user\titem\t3\n", count: 9000)
    let path = try folder.file("r", lines)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    // A hole of two tebibytes, which takes no room.
    guard (try? handle.truncate(atOffset: 1 << 41)) != nil else { return }
    try handle.close()
    #expect(throws: DataError.file(path: path, reason: "a binary file: it has the byte 0x00")) {
      try RatingReader().read([path])
    }
  }

  @Test func namesBothFilesOfAConflict() throws {
    let first = try folder.file("one", "a b 3\n")
    let second = try folder.file("two", "c d 1\na b 2\n")
    let error = #expect(throws: DataError.self) { try RatingReader().read([first, second]) }
    #expect(
      error?.description == "\(second):2: user 'a' rates item 'b' 2, but 3 in \(first):1")
  }

  @Test func rejectsPathsThatAreNoFile() throws {
    let missing = folder.file("missing")
    #expect(throws: DataError.file(path: missing, reason: "no such file")) {
      try RatingReader().read([missing])
    }
    #expect(throws: DataError.file(path: folder.path, reason: "is a directory")) {
      try RatingReader().read([folder.path])
    }
    #expect(
      throws: DataError.invalidArgument(
        name: "paths", requirement: "name at least one rating file")
    ) { try RatingReader().read([]) }
  }

  @Test(.enabled(if: getuid() != 0, "a superuser may read everything"))
  func rejectsAFileThatMayNotBeRead() throws {
    let path = try folder.file("r", "a b 3")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    #expect(throws: DataError.file(path: path, reason: "permission denied")) {
      try RatingReader().read([path])
    }
  }
}
