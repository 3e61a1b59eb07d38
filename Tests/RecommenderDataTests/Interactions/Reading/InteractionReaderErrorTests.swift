import Foundation
import RecommenderData
import Testing

/// Each kind of malformed input, with the message that a user sees.
@Suite struct InteractionReaderErrorTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func message(
    of bytes: [UInt8], name: String = "r", with reader: InteractionReader = InteractionReader()
  ) throws -> String {
    let path = try folder.file(name, bytes)
    let error = #expect(throws: DataError.self) { try reader.read(path) }
    let description = try #require(error?.description)
    #expect(description.hasPrefix(path) && !description.contains("\n"))
    return description.replacingOccurrences(of: path, with: name)
  }

  @Test(arguments: [
    ("", "r: the file is empty"),
    ("\n \n\t\n", "r: no line holds an action"),
    ("user,item\n", "r: no line holds an action"),
    ("a b c\n\u{0}\u{1}", "r: a binary file: it has the byte 0x00"),
    (
      "PK\u{3}\u{4}\u{14} b c\nPK\u{3}\u{4}\u{14} b\n\u{0}",
      "r: a binary file: it has the byte 0x00"
    ),
    (
      "a;b\n",
      "r:1: expected a user and items separated by tabs, commas, blanks or '::', found 'a;b'"
    ),
    (
      "7\n8 1 2\n",
      "r:1: expected a user and items separated by tabs, commas, blanks or '::', found '7'"
    ),
    ("a x y\nb\nc x\n", "r:2: user 'b' has no items"),
    ("a,x,y\nb,x,,y\n", "r:2: column 3, an item, is empty"),
    ("a,x,y\n,x\n", "r:2: the user identifier is empty"),
    ("a,x,y\nb,\"x\n", "r:2: a quoted field does not end before its comma or line end"),
    ("a x 50\na y soon\n", "r:2: the time 'soon' is not a number"),
    ("a,x,50\na,y,\n", "r:2: the time is empty"),
    ("a x 50\na y nan\n", "r:2: the time 'nan' is not finite"),
    ("a x 50\na y 1e999\n", "r:2: the time '1e999' is not finite"),
    ("who what when\na x 50\na y 51\n", "r:1: the time 'when' is not a number"),
    ("user,item,date\na,x,2014-07-01\n", "r:2: the time '2014-07-01' is not a number"),
    (
      "user,item\na,x\na\n",
      "r:3: expected 2 columns separated by commas as in the first line, found 1"
    ),
    (
      "user,item\na,x\na y\n",
      "r:3: expected 2 columns separated by commas as in the first line, found 1; "
        + "it has 2 separated by blanks"
    ),
    (
      "user_id:token\ttimestamp:float\na\t1\n",
      "r:1: the header names no item column: 'user_id:token timestamp:float'"
    ),
  ])
  func saysWhatIsWrong(_ text: String, message: String) throws {
    #expect(try self.message(of: Array(text.utf8)) == message)
  }

  @Test(arguments: [
    (
      "a x 1\nb y 2\n",
      "every line has three columns and another user: the third could be an item or a time; set "
        + "layout"
    ),
    (
      "1 2 3\n",
      "every line has three columns and another user: the third could be an item or a time; set "
        + "layout"
    ),
    (
      "a x 5\na y 3\nb x 0.5\n",
      "no number in the third column is outside 0 to 10: they could be ratings or times; set layout"
    ),
    (
      "a x 5 881250949\nb x 4 881250949\na y 3 881250950\n",
      "lines 1 and 3 begin with the same user, as in no file of sequences, but all have 4 columns "
        + "without a header that names user, item and time; set layout"
    ),
    (
      "a x y\nb x\na x\n",
      "lines 1 and 3 begin with the same user, as in no file of sequences, but line 2 has 2 columns "
        + "and line 1 has 3; set layout"
    ),
    (
      "a\tx y z\nb\tx y\n",
      "the second column could be one item or several with blanks between them, as in line 1; set "
        + "separator"
    ),
    (
      "user\tsku\na\tx\na\ty\n",
      "line 1 names only one of user and item: it could be a header or an action; set hasHeader"
    ),
  ])
  func namesTheOptionThatTellsAmbiguousFiles(_ text: String, message: String) throws {
    #expect(try self.message(of: Array(text.utf8)) == "r: \(message)")
  }

  @Test(arguments: [
    (
      InteractionLayout.sequences, "a x\nb y\na z\n",
      "r:3: user 'a' has a line already, line 1, and a line should hold all items of a user"
    ),
    (.pairs, "a x 1\nb y 2\n", "r:1: expected 2 columns (user, item) separated by blanks, found 3"),
    (
      .timed, "a x\nb y\n",
      "r:1: expected 3 columns (user, item, time) separated by blanks, found 2"
    ),
    (
      .timed, "a x 3\nb y\n",
      "r:2: expected 3 columns separated by blanks as in the first line, found 2"
    ),
    (.timed, "user,item\na,x\n", "r:1: the header names no time column: 'user,item'"),
    (
      .inter, "a x 3\nb y 4\n",
      "r:1: expected the typed header of an .inter file, such as "
        + "'user_id:token item_id:token timestamp:float', found 'a x 3'"
    ),
    (
      .inter, "user_id:token\titem_id:token\ttimestamp:float\na\tx\tnow\n",
      "r:2: the time 'now' is not a number"
    ),
  ])
  func aNamedLayoutIsKeptTo(_ layout: InteractionLayout, _ text: String, message: String) throws {
    #expect(
      try self.message(of: Array(text.utf8), with: InteractionReader(layout: layout)) == message)
  }

  @Test func aHeaderInAnotherOrderHasToNameBoth() throws {
    let reader = InteractionReader(layout: .pairs, hasHeader: true)
    #expect(
      try message(of: Array("sku,user\nx,a\n".utf8), with: reader)
        == "r:1: the header names some of user, item and time, but not in this order: 'sku,user'")
  }

  @Test func rejectsIdentifiersThatAreNotUTF8() throws {
    #expect(
      try message(of: Array("a x y\nb x ".utf8) + [0x61, 0xff])
        == "r:2: the item identifier 'a\u{fffd}' is not valid UTF-8")
  }

  @Test func rejectsEndlessLines() throws {
    let line = [UInt8](repeating: UInt8(ascii: "x"), count: 4_200_000)
    #expect(try message(of: Array("a x y\n".utf8) + line) == "r:2: longer than 4194304 bytes")
  }

  @Test func rejectsBrokenArchives() throws {
    let whole = try GzipEncoder.encode(Array("a x y\nb x\n".utf8))
    #expect(try message(of: Array(whole.dropLast(9)), name: "r.gz") == "r.gz: truncated gzip data")
    #expect(
      try message(of: Array("a x y\n".utf8), name: "r.gz")
        == "r.gz: not gzip data, in spite of the name")
  }

  @Test func aBinaryFileIsNotReadWhole() throws {
    let path = try folder.file("r", "a x y\n")
    let handle = try #require(FileHandle(forWritingAtPath: path))
    // A hole of two tebibytes, which takes no room.
    guard (try? handle.truncate(atOffset: 1 << 41)) != nil else { return }
    try handle.close()
    #expect(throws: DataError.file(path: path, reason: "a binary file: it has the byte 0x00")) {
      try InteractionReader().read(path)
    }
  }

  @Test func rejectsPathsThatAreNoFile() throws {
    let missing = folder.file("missing")
    #expect(throws: DataError.file(path: missing, reason: "no such file")) {
      try InteractionReader().read(missing)
    }
    #expect(throws: DataError.file(path: folder.path, reason: "is a directory")) {
      try InteractionReader().read(folder.path)
    }
  }
}
