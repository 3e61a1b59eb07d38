import RecommenderData
import Tensor
import Testing

@Suite struct InteractionReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func read(
    _ name: String, _ text: String, with reader: InteractionReader = InteractionReader()
  ) throws -> (log: InteractionLog, report: InteractionReport) {
    try reader.read(folder.file(name, text))
  }

  /// The sequences by identifier, each behind its user.
  static func named(_ log: InteractionLog) -> [[String]] {
    (0..<log.userCount).map { user in
      [log.userIdentifiers[user]] + log.sequence(of: user).map { log.itemIdentifiers[Int($0)] }
    }
  }

  /// Two users; the second acts on x twice.
  static let expected = [["u1", "x", "y", "z"], ["u2", "x", "x"]]

  @Test(arguments: [
    ("u1 x y z\nu2 x x\n", InteractionLayout.sequences, ColumnSeparator.blanks, false),
    ("u1\tx\ty\tz\nu2\tx\tx", .sequences, .tab, false),
    ("u1,x, y ,z\r\n\"u2\",x,\"x\"\r\n", .sequences, .comma, false),
    ("\u{feff}u1::x::y::z\n\n \nu2::x::x\n", .sequences, .doubleColon, false),
    ("u1 x\nu1 y\nu2 x\nu1 z\nu2 x\n", .pairs, .blanks, false),
    ("u1,x\nu1,y\nu1,z\nu2,x\nu2,x\n", .pairs, .comma, false),
    ("user,item\nu1,x\nu1,y\nu1,z\nu2,x\nu2,x\n", .pairs, .comma, true),
    (
      "item::stars::user\nx::5::u1\ny::4::u1\nx::3::u2\nz::1::u1\nx::1::u2\n", .pairs, .doubleColon,
      true
    ),
    ("u1 z 33\nu2 x 20\nu1 x 7.5\nu2 x 1e1\nu1 y 32\n", .timed, .blanks, false),
    ("u1\tx\t-9\nu1\ty\t-8\nu1\tz\t-8\nu2\tx\t0\nu2\tx\t0\n", .timed, .tab, false),
    (
      "UserId,ItemId,Rating,Timestamp\nu1,z,5,3\nu1,y,1,2\nu1,x,2,1\nu2,x,3,2\nu2,x,3,1\n", .timed,
      .comma, true
    ),
    ("user_id:token\titem_id:token\nu1\tx\nu1\ty\nu1\tz\nu2\tx\nu2\tx\n", .inter, .tab, true),
    (
      "timestamp:float\titem_id:token\tuser_id:token\n9\tz\tu1\n7\tx\tu1\n8\ty\tu1\n9\tx\tu2\n1\tx\tu2\n",
      .inter, .tab, true
    ),
  ])
  func tellsTheLayout(
    _ text: String, layout: InteractionLayout, separator: ColumnSeparator, hasHeader: Bool
  ) throws {
    let (log, report) = try read("a.txt", text)
    #expect(Self.named(log) == Self.expected)
    #expect(report.layout == layout && report.separator == separator)
    #expect(report.hasHeader == hasHeader && report.bytes == text.utf8.count)
    #expect(report.users == 2 && report.items == 3 && report.actions == 5)
    #expect(log.normalUserCount == 2)
    let named = InteractionReader(layout: layout, separator: separator, hasHeader: hasHeader)
    #expect(try read("a.txt", text, with: named).log == log)
    let archive = try folder.file("a.txt.gz", GzipEncoder.encode(Array(text.utf8)))
    #expect(try InteractionReader().read(archive).log == log)
  }

  @Test func theFirstFieldIsTheUser() throws {
    let log = try read("a", "1 1 2 3\n2 3 1\n").log
    #expect(Self.named(log) == [["1", "1", "2", "3"], ["2", "3", "1"]])
    #expect(log.userIdentifiers == ["1", "2"] && log.itemIdentifiers == ["1", "2", "3"])
  }

  @Test func nameOfInterAsksForItsHeader() throws {
    let text = "user_id:token\titem_id:token\ttimestamp:float\nu\tx\t2\nu\ty\t1\n"
    #expect(try Self.named(read("a.inter", text).log) == [["u", "y", "x"]])
    let pairs = InteractionReader(layout: .pairs)
    #expect(try Self.named(read("a.inter", text, with: pairs).log) == [["u", "x", "y"]])
  }

  @Test func tiesInTimeKeepTheOrderOfTheFile() throws {
    let text = "u c 50\nv c 50\nu a 50\nu d 20\nu b 50\nv a 50\n"
    #expect(
      try Self.named(read("a", text).log) == [["u", "d", "c", "a", "b"], ["v", "c", "a"]])
  }

  @Test func numbersByFirstAppearanceNotByTime() throws {
    let log = try read("a", "z b 300\na c 200\nz a 100\n").log
    #expect(log.userIdentifiers == ["z", "a"] && log.itemIdentifiers == ["b", "c", "a"])
    #expect(Array(log.sequence(of: 0)) == [2, 0])
  }

  @Test func ordersAnyShuffleByTime() throws {
    var rng = SeededGenerator(seed: 9)
    let actions = (0..<400).map { time in
      (rng.nextIndex(below: 12), rng.nextIndex(below: 30), 1_000 + time)
    }
    var expected: [Int: [String]] = [:]
    for (user, item, _) in actions { expected[user, default: []].append("i\(item)") }
    var shuffled = actions
    shuffled.pinnedShuffle(using: &rng)
    let text = shuffled.map { "u\($0.0)\ti\($0.1)\t\($0.2)\n" }.joined()
    let log = try read("a", text).log
    #expect(log.userCount == expected.count)
    for sequence in Self.named(log) {
      #expect(Array(sequence.dropFirst()) == expected[Int(sequence[0].dropFirst()) ?? -1])
    }
  }

  @Test func oneActionForEachUserIsTheSameInBothLayouts() throws {
    let text = "a x\nb y\nc x\n"
    let (log, report) = try read("a", text)
    #expect(report.layout == .pairs)
    #expect(try read("a", text, with: InteractionReader(layout: .sequences)).log == log)
  }

  @Test func whatIsNamedIsTaken() throws {
    #expect(
      try Self.named(read("a", "a x 3\nb y 4\n", with: InteractionReader(layout: .sequences)).log)
        == [["a", "x", "3"], ["b", "y", "4"]])
    #expect(
      try Self.named(read("a", "a x 3\nb y 4\n", with: InteractionReader(layout: .timed)).log)
        == [["a", "x"], ["b", "y"]])
    let header = InteractionReader(layout: .pairs, hasHeader: true)
    #expect(
      try Self.named(read("a", "who what\na x\na y\n", with: header).log) == [["a", "x", "y"]])
    let noHeader = InteractionReader(hasHeader: false)
    #expect(
      try Self.named(read("a", "user item\na x\na y\n", with: noHeader).log)
        == [["user", "item"], ["a", "x", "y"]])
    let skipping = InteractionReader(layout: .sequences, hasHeader: true)
    #expect(
      try Self.named(read("a", "user,items\na,x,y\n", with: skipping).log) == [["a", "x", "y"]])
    let tabs = InteractionReader(separator: .tab)
    #expect(
      try Self.named(read("a", "a\tthe x\na\ta y\n", with: tabs).log) == [["a", "the x", "a y"]])
  }

  @Test func readsALongSequence() throws {
    // Over the length of a line of ratings.
    let items = (0..<40_000).map { "item\($0 % 9_000)" }
    let (log, report) = try read("a", "u " + items.joined(separator: " ") + "\nv item1\n")
    #expect(log.lengths == [40_000, 1] && log.itemCount == 9_000)
    #expect(report.layout == .sequences && report.lines == 2)
  }

  @Test func describesWhatItFound() throws {
    let (_, report) = try read("a.csv", "user,item,time\na,x,3\na,y,4\n")
    #expect(
      report.description
        == "\(folder.file("a.csv")): a user, an item and a time in a line, separated by commas, "
        + "with a header\n1 users, 2 items, 2 actions, ordered by time")
  }
}
