import RecommenderData
import Tensor
import Testing

@Suite struct RatingWriterTests {
  let folder: TemporaryFolder
  let small: RatingMatrix

  init() throws {
    folder = try TemporaryFolder()
    small = try RatingMatrix(
      userCount: 3, itemCount: 2,
      ratings: [
        Rating(user: 2, item: 0, value: 4), Rating(user: 0, item: 1, value: 3.5),
        Rating(user: 0, item: 0, value: 1),
      ], scale: RatingScale(minimum: 0.5, maximum: 4, step: 0.5),
      userIdentifiers: ["anna", "idle", "ben"], itemIdentifiers: ["x", "y"])
  }

  @Test(arguments: [
    (RatingWriter(), "anna\tx\t1\nanna\ty\t3.5\nben\tx\t4\n"),
    (RatingWriter(separator: .comma), "anna,x,1\nanna,y,3.5\nben,x,4\n"),
    (RatingWriter(separator: .blanks), "anna x 1\nanna y 3.5\nben x 4\n"),
    (RatingWriter(separator: .doubleColon), "anna::x::1\nanna::y::3.5\nben::x::4\n"),
    (
      RatingWriter(separator: .comma, hasHeader: true),
      "user,item,rating\nanna,x,1\nanna,y,3.5\nben,x,4\n"
    ),
    (
      RatingWriter.inter,
      "user_id:token\titem_id:token\trating:float\nanna\tx\t1\nanna\ty\t3.5\nben\tx\t4\n"
    ),
  ])
  func writes(_ writer: RatingWriter, text: String) throws {
    try writer.write(small, to: folder.file("r"))
    #expect(try folder.text("r") == text)
  }

  @Test(
    arguments: ColumnSeparator.allCases.flatMap {
      [RatingWriter(separator: $0), RatingWriter(separator: $0, hasHeader: true)]
    } + [.inter], ["r", "r.inter.gz", "r.gz"])
  func writesWhatTheReaderReads(_ writer: RatingWriter, name: String) throws {
    // Only the typed format may be called .inter.
    let name = writer == .inter ? name : name.replacing(".inter", with: "")
    let matrix = try RatingMatrix.random(users: 40, items: 30, density: 0.2, seed: 7)
    try writer.write(matrix, to: folder.file(name))
    let (again, report) = try RatingReader(scale: matrix.scale).read([folder.file(name)])
    #expect(again.named == matrix.named)
    #expect(report.files[0].separator == writer.separator)
    #expect(try (folder.bytes(name).prefix(2) == [0x1f, 0x8b]) == name.hasSuffix(".gz"))
  }

  @Test func writesTheShortestNumbersThatReadBack() throws {
    let scale = try RatingScale(minimum: -1, maximum: 1, step: 0.1)
    let values = [-1, 0, 0.1, 0.1 + 0.2, 1.0 / 3, 1e-7]
    let matrix = try RatingMatrix(
      userCount: 1, itemCount: values.count,
      ratings: values.enumerated().map { Rating(user: 0, item: $0, value: $1) }, scale: scale)
    try RatingWriter().write(matrix, to: folder.file("r"))
    #expect(
      try folder.text("r").split(separator: "\n").map { $0.split(separator: "\t")[2] }
        == ["-1", "0", "0.1", "0.30000000000000004", "0.3333333333333333", "1e-07"])
    let again = try RatingReader(scale: scale).read([folder.file("r")]).ratings
    #expect(again.byUser.values == values)
  }

  @Test(arguments: [
    ("a\tb", ColumnSeparator.tab, "cannot hold a tab, the separator"),
    ("a b", .blanks, "cannot hold a blank, the separator"),
    ("a::b", .doubleColon, "cannot hold '::', the separator"),
    ("a:", .doubleColon, "cannot begin or end with a colon beside the separator '::'"),
    ("a\nb", .tab, "cannot hold a line break or a NUL byte"),
    ("", .comma, "cannot be empty"), (" a", .tab, "cannot begin or end with a blank"),
    ("a\nb", .comma, "cannot hold a line break or a NUL byte"),
  ])
  func rejectsIdentifiersThatCannotBeReadBack(
    _ identifier: String, separator: ColumnSeparator, fault: String
  ) throws {
    let matrix = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [Rating(user: 0, item: 0, value: 3)],
      scale: .fiveStars, userIdentifiers: ["u"], itemIdentifiers: [identifier])
    let error = #expect(throws: DataError.self) {
      try RatingWriter(separator: separator).write(matrix, to: folder.file("r"))
    }
    #expect(error?.description.contains("an identifier \(fault); choose another") == true)
    #expect(try folder.names == [])
  }

  @Test func quotesBetweenCommas() throws {
    let items = ["a,b", "\"a\" b", " a ", "a\"b", "plain"]
    let matrix = try RatingMatrix(
      userCount: 1, itemCount: 5,
      ratings: (0..<5).map { Rating(user: 0, item: $0, value: Double($0 + 1)) },
      scale: .fiveStars, userIdentifiers: ["u"], itemIdentifiers: items)
    try RatingWriter(separator: .comma).write(matrix, to: folder.file("r"))
    #expect(
      try folder.text("r")
        == "u,\"a,b\",1\nu,\"\"\"a\"\" b\",2\nu,\" a \",3\nu,\"a\"\"b\",4\nu,plain,5\n")
    let again = try RatingReader().read([folder.file("r")]).ratings
    #expect(again.itemIdentifiers == items)
    #expect(again.named == matrix.named)
  }

  @Test func refusesAFirstLineThatWouldBeCutOtherwise() throws {
    let matrix = try RatingMatrix(
      userCount: 1, itemCount: 2,
      ratings: [Rating(user: 0, item: 0, value: 5), Rating(user: 0, item: 1, value: 4)],
      scale: .fiveStars, userIdentifiers: ["a,b,3,x"], itemIdentifiers: ["y", "z"])
    let error = #expect(throws: DataError.self) {
      try RatingWriter(separator: .blanks).write(matrix, to: folder.file("r"))
    }
    #expect(
      error?.description == "the line 'a,b,3,x y 5': a reader would not take it for columns "
        + "separated by blanks; write a header or choose another separator")
    #expect(try folder.names == [])
    try RatingWriter(separator: .blanks, hasHeader: true).write(matrix, to: folder.file("r"))
    #expect(
      try RatingReader(scale: .fiveStars).read([folder.file("r")]).ratings.named == matrix.named)
  }

  @Test func writesProfilesThatComeBack() throws {
    let profiles = [
      FakeProfile([(item: 1, value: 4), (item: 0, value: 2.5)]), FakeProfile([(item: 1, value: 4)]),
    ]
    let writer = RatingWriter(separator: .comma, hasHeader: true)
    try writer.write(profiles, against: small, to: folder.file("p.csv"))
    #expect(
      try folder.text("p.csv")
        == "user,item,rating\nfake-1,x,2.5\nfake-1,y,4\nfake-2,y,4\n")
    let file = try RatingReader(scale: small.scale).read([folder.file("p.csv")]).ratings
    #expect(try file.profiles(against: small) == profiles)
    #expect(
      try small.injecting(file.profiles(against: small)).userIdentifiers.suffix(2)
        == file.userIdentifiers[...])
  }

  @Test func rejectsProfilesOfUnknownItems() throws {
    #expect(
      throws: DataError.indexOutOfRange(user: 3, item: 2, userCount: 4, itemCount: 2)
    ) {
      try RatingWriter().write(
        [FakeProfile([(item: 2, value: 4)])], against: small, to: folder.file("p"))
    }
    #expect(try folder.names == [])
  }
}
