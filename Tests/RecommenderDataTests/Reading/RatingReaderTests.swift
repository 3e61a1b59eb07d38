import RecommenderData
import Tensor
import Testing

@Suite struct RatingReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  static let expected = [
    NamedRating("u1", "i1", 5), NamedRating("u1", "i2", 3.5), NamedRating("u2", "i1", 1),
  ]

  func read(
    _ name: String, _ text: String, with reader: RatingReader = RatingReader()
  ) throws -> (ratings: RatingMatrix, report: RatingReport) {
    try reader.read([folder.file(name, text)])
  }

  @Test(arguments: [
    ("u1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1\n", ColumnSeparator.tab, false),
    ("u1,i1,5\nu1,i2,3.5\nu2,i1,1\n", .comma, false),
    ("u1 i1 5\nu1 i2 3.5\nu2 i1 1\n", .blanks, false),
    ("u1::i1::5\nu1::i2::3.5\nu2::i1::1\n", .doubleColon, false),
    ("u1\ti1\t5\t881250949\nu1\ti2\t3.5\t0\nu2\ti1\t1\tx\n", .tab, false),
    ("u1::i1::5::978300760\nu1::i2::3.5::1\nu2::i1::1::2", .doubleColon, false),
    ("  u1   i1 \t 5\nu1 i2 3.5  \n\tu2 i1 1\n", .blanks, false),
    ("u1 , i1,5.0\nu1,i2 ,3.50\nu2,i1, 1 \n", .comma, false),
    ("u1\ti1\t5\r\nu1\ti2\t3.5\r\nu2\ti1\t1\r\n", .tab, false),
    ("\u{feff}u1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1", .tab, false),
    ("\n \nu1\ti1\t5\n\n\t\t\nu1\ti2\t3.5\nu2\ti1\t1\n\n", .tab, false),
    ("u1\ti1\t+5\nu1\ti2\t35e-1\nu2\ti1\t01.00000000000000000\n", .tab, false),
    ("\"u1\",\"i1\",5\nu1,\"i2\",\"3.5\"\n \"u2\" ,i1,1\n", .comma, false),
    ("user,item,rating\nu1,i1,5\nu1,i2,3.5\nu2,i1,1\n", .comma, true),
    ("\u{feff}userId,movieId,rating,timestamp\nu1,i1,5,1\nu1,i2,3.5,2\nu2,i1,1,3\n", .comma, true),
    ("user\twhat\thow much\nu1\ti1\t5\nu1\ti2\t3.5\nu2\ti1\t1\n", .tab, true),
    ("stars,date,user_id,text,Business-ID\n5,,u1,,i1\n3.5,,u1,,i2\n1,,u2,a b,i1\n", .comma, true),
    ("\"item\",\"user\",\"rating\"\ni1,u1,5\ni2,u1,3.5\ni1,u2,1\n", .comma, true),
  ])
  func reads(_ text: String, separator: ColumnSeparator, hasHeader: Bool) throws {
    let (ratings, report) = try read("ratings.txt", text)
    #expect(ratings.named == Self.expected)
    #expect(ratings.userIdentifiers == ["u1", "u2"])
    #expect(ratings.itemIdentifiers == ["i1", "i2"])
    #expect(report.files.map(\.separator) == [separator])
    #expect(report.files.map(\.hasHeader) == [hasHeader])
    #expect(report.bytes == text.utf8.count)
    #expect(report.users == 2 && report.items == 2 && report.ratings == 3)
  }

  @Test(arguments: [
    "user_id:token\titem_id:token\trating:float\ttimestamp:float\n"
      + "u1\ti1\t5\t1\nu1\ti2\t3.5\t2\nu2\ti1\t1\t3\n",
    "rating:float\ttext:token_seq\titem_id:token\tuser_id:token\n"
      + "5\ta b\ti1\tu1\n3.5\t\ti2\tu1\n1\tc\ti1\tu2\n",
  ])
  func readsInter(_ text: String) throws {
    #expect(try read("a.inter", text).ratings.named == Self.expected)
    #expect(try read("a.txt", text).report.files[0].hasHeader)
  }

  @Test func takesWhatIsGiven() throws {
    var reader = RatingReader(separator: .blanks, hasHeader: true)
    #expect(
      try read("a", "1 2 3\nu1 i1 5\nu1 i2 3.5\nu2 i1 1\n", with: reader).ratings.named
        == Self.expected)
    #expect(
      try read("a", "who what much\nu1 i1 5\nu1 i2 3.5\nu2 i1 1\n", with: reader).ratings.named
        == Self.expected)
    reader = RatingReader(separator: .blanks, hasHeader: false)
    #expect(
      try read("a", "user item 3\nb c 4", with: reader).ratings.userIdentifiers
        == ["user", "b"])
    reader = RatingReader(separator: .tab)
    #expect(try read("a", "a,b,1\tc d\t2", with: reader).ratings.userIdentifiers == ["a,b,1"])
  }

  @Test func countsLinesAndRatings() throws {
    let report = try read("a.csv", "user,item,rating\n\na,b,3\nc,d,4\n").report
    #expect(report.files[0].lines == 4 && report.files[0].ratings == 2 && report.lines == 4)
    #expect(
      report.description
        == "\(folder.file("a.csv")): 2 ratings separated by commas, with a header\n"
        + "2 users, 2 items, 2 ratings; scale 3 to 4 in steps of 1 (inferred)")
  }

  @Test func concatenatesFilesOfAnyFormat() throws {
    let (ratings, report) = try RatingReader().read([
      folder.file("a.csv", "user,item,rating\nu1,i1,5\n"),
      folder.file("b.tsv", "u1\ti2\t3.5"),
      folder.file("c.txt", "u2::i1::1"),
    ])
    #expect(ratings.named == Self.expected)
    #expect(report.files.map(\.separator) == [.comma, .tab, .doubleColon])
    #expect(report.files.map(\.hasHeader) == [true, false, false])
  }

  @Test func takesIdentifiersForText() throws {
    let ratings = try read(
      "a.csv", "007,1e3,3\n7,1000,3\n7.0,\"a,\"\"b\"\"\",3\nÄ o😀,a\"b,4\n-,::,5\n"
    ).ratings
    #expect(ratings.userIdentifiers == ["007", "7", "7.0", "Ä o😀", "-"])
    #expect(ratings.itemIdentifiers == ["1e3", "1000", "a,\"b\"", "a\"b", "::"])
  }

  @Test func keepsCanonicallyEqualIdentifiersApart() throws {
    // é in one scalar and in two: equal as Swift strings, different bytes.
    let ratings = try read("a", "\u{e9}\tx\t3\ne\u{301}\tx\t4\n").ratings
    #expect(ratings.userCount == 2)
  }

  @Test func numbersByFirstAppearance() throws {
    let ratings = try read("a", "z b 1\na c 2\nz a 5\n").ratings
    #expect(ratings.userIdentifiers == ["z", "a"])
    #expect(ratings.itemIdentifiers == ["b", "c", "a"])
  }

  @Test func readsManyChunks() throws {
    // Over a mebibyte, so that lines straddle chunk borders, and thousands of identifiers.
    var rng = SeededGenerator(seed: 3)
    var expected: [NamedRating] = []
    var text = ""
    for user in 0..<3_000 {
      for item in RandomSampling.indices(15, from: 4_000, using: &rng) {
        let value = Double(1 + rng.nextIndex(below: 10)) / 2
        expected.append(NamedRating("user number \(user)", "item-\(item)", value))
        text += "user number \(user)\titem-\(item)\t\(value)\n"
      }
    }
    #expect(text.utf8.count > 1 << 20)
    let (ratings, report) = try read("large", text)
    #expect(ratings.named == expected.sorted())
    #expect(report.lines == 45_000)
  }

  @Test func takesAGivenScale() throws {
    let scale = try RatingScale(minimum: 0, maximum: 10)
    let (ratings, report) = try read("a", "u i 4\nu j 5", with: RatingReader(scale: scale))
    #expect(ratings.scale == scale && !report.scaleIsInferred)
    #expect(try read("a", "u i 4\nu j 5").report.scaleIsInferred)
    #expect(try read("a", "u i 4\nu j 5").report.scale == .fiveStars)
  }
}
