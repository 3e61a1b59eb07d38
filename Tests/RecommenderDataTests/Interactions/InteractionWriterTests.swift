import RecommenderData
import Testing

@Suite struct InteractionWriterTests {
  let folder: TemporaryFolder
  let log: InteractionLog

  init() throws {
    folder = try TemporaryFolder()
    log = try InteractionLog(
      userIdentifiers: ["ann", "none", "bob"], itemIdentifiers: ["x", "never", "a, b"],
      sequences: [[0, 2, 0], [], [2]])
  }

  @Test(arguments: [
    (InteractionWriter(separator: .tab), "ann\tx\ta, b\tx\nbob\ta, b\n"),
    (InteractionWriter(separator: .comma), "ann,x,\"a, b\",x\nbob,\"a, b\"\n"),
    (
      InteractionWriter(layout: .pairs, separator: .comma),
      "ann,x\nann,\"a, b\"\nann,x\nbob,\"a, b\"\n"
    ),
    (
      InteractionWriter(layout: .pairs, separator: .doubleColon),
      "ann::x\nann::a, b\nann::x\nbob::a, b\n"
    ),
  ])
  func writesWhatIsReadBack(_ writer: InteractionWriter, text: String) throws {
    try writer.write(log, to: folder.file("a.txt"))
    #expect(try folder.text("a.txt") == text)
    try writer.write(log, to: folder.file("a.gz"))
    #expect(try folder.bytes("a.gz").starts(with: [0x1f, 0x8b]))
    let reader = InteractionReader(
      layout: writer.layout == .pairs ? .pairs : .sequences, separator: writer.separator)
    for name in ["a.txt", "a.gz"] {
      let back = try reader.read(folder.file(name)).log
      #expect(InteractionReaderTests.named(back) == [["ann", "x", "a, b", "x"], ["bob", "a, b"]])
    }
  }

  @Test func writesFakeSequencesUnderTheirNames() throws {
    let fakes = [FakeSequence(items: [2, 0]), FakeSequence(items: [0, 0, 0])]
    let poisoned = try log.injecting(fakes)
    try InteractionWriter(separator: .tab).write(fakes, against: log, to: folder.file("f"))
    #expect(try folder.text("f") == "fake1\ta, b\tx\nfake2\tx\tx\tx\n")
    #expect(poisoned.userIdentifiers.suffix(2) == ["fake1", "fake2"])
    #expect(throws: DataError.actionOutOfRange(user: 0, item: 3, itemCount: 3)) {
      try InteractionWriter().write(
        [FakeSequence(items: [3])], against: log, to: folder.file("g"))
    }
  }

  @Test func fakeSequencesComeBackFromTheirFile() throws {
    let fakes = [FakeSequence(items: [2, 0]), FakeSequence(items: [0, 0, 0])]
    try InteractionWriter(separator: .tab).write(fakes, against: log, to: folder.file("f"))
    let reader = InteractionReader(layout: .sequences)
    // The file numbers items by first appearance, the log otherwise.
    #expect(try reader.read(folder.file("f")).log.fakeSequences(against: log) == fakes)
    let other = try InteractionLog(
      userIdentifiers: ["u"], itemIdentifiers: ["x", "z"], sequences: [[0]])
    #expect(
      throws: DataError.invalidArgument(
        name: "item 'z'", requirement: "the sequences under attack have no such item")
    ) { try other.fakeSequences(against: log) }
  }

  @Test(arguments: [
    (InteractionWriter(), "a b", "cannot hold a blank, the separator"),
    (InteractionWriter(), "", "cannot be empty"),
    (InteractionWriter(separator: .tab), "a\tb", "cannot hold a tab, the separator"),
    (InteractionWriter(separator: .comma), "a\nb", "cannot hold a line break or a NUL byte"),
    (InteractionWriter(layout: .pairs), "a,b", "would not take it for an action"),
    (InteractionWriter(layout: .pairs), "item", "would not take it for an action"),
  ])
  func rejectsWhatCouldNotBeReadBack(
    _ writer: InteractionWriter, item: String, message: String
  ) throws {
    let log = try InteractionLog(
      userIdentifiers: ["u"], itemIdentifiers: [item], sequences: [[0]])
    let error = #expect(throws: DataError.self) { try writer.write(log, to: folder.file("a")) }
    #expect(try #require(error).description.contains(message))
    #expect(try folder.names.isEmpty)
  }

  @Test func rejectsALineThatIsTooLong() throws {
    let name = String(repeating: "x", count: 30_000)
    let log = try InteractionLog(
      userIdentifiers: ["u"], itemIdentifiers: [name],
      sequences: [[Int](repeating: 0, count: 150)])
    let error = #expect(throws: DataError.self) {
      try InteractionWriter().write(log, to: folder.file("a"))
    }
    #expect(try #require(error).description.contains("longer than 4194304 bytes; write pairs"))
    try InteractionWriter(layout: .pairs).write(log, to: folder.file("a"))
    #expect(try InteractionReader().read(folder.file("a")).log == log)
  }

  @Test func aByteOrderMarkInAnIdentifierComesBack() throws {
    let log = try InteractionLog(
      userIdentifiers: ["\u{feff}u"], itemIdentifiers: ["x", "y"], sequences: [[0, 1, 0]])
    try InteractionWriter().write(log, to: folder.file("a"))
    let back = try InteractionReader().read(folder.file("a")).log
    #expect(back.userIdentifiers[0].unicodeScalars.elementsEqual("\u{feff}u".unicodeScalars))
  }
}
