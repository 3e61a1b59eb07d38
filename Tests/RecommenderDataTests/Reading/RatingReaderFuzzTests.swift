import ReaderFuzzing
import RecommenderData
import Testing

/// A short run of what `make fuzz` does at length, and what it or a review of it has found.
@Suite struct RatingReaderFuzzTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(.timeLimit(.minutes(5)), arguments: [RatingFuzz.text, .inter])
  func everyInputIsValidOrATypedError(subject: RatingFuzz) throws {
    let tally = try FuzzCampaign(subject, seed: 1).run(inputs: 1_500)
    #expect(tally.accepted > 100 && tally.rejected > 100)
  }

  @Test(.timeLimit(.minutes(5))) func everyArchiveIsValidOrATypedError() throws {
    let tally = try FuzzCampaign(GzipFuzz(), seed: 2).run(inputs: 1_000)
    #expect(tally.accepted > 50 && tally.rejected > 100)
  }

  @Test func aWideRangeOfManyDecimalsHasAScale() throws {
    let text = "a x 0.026046\na y 1734\nb x 12.3456789\n"
    let (ratings, _) = try RatingReader().read([folder.file("r", text)])
    #expect(ratings.scale.minimum == 0.026046 && ratings.scale.maximum == 1734)
  }

  @Test func theMeanOfRepeatsIsOneOfThem() throws {
    // 0.1 + 0.1 + 0.1 is more than three times 0.1.
    let text = "a x 0.1\na x 0.1\na x 0.1\nb x 0\n"
    let reader = RatingReader(
      scale: try RatingScale(minimum: 0, maximum: 0.1, step: 0.1), duplicates: .mean)
    #expect(try reader.read([folder.file("r", text)]).ratings.rating(user: 0, item: 0) == 0.1)
  }

  @Test func theMeanOfDifferingRatingsStaysOnTheScale() throws {
    let scale = try RatingScale(minimum: 0, maximum: 1e308, step: 1e308)
    let huge = try RatingReader(scale: scale, duplicates: .mean)
      .read([folder.file("r", "a x 1e308\na x 1e308\na x 0.9e308\n")])
    #expect(scale.contains(try #require(huge.ratings.rating(user: 0, item: 0))))
  }

  @Test func messagesHoldNoControlCharacters() throws {
    let path = try folder.file("r", "a\u{1b}[2J\rb\tx\u{85}\t3\na\u{1b}[2J\rb\tx\u{85}\t4\n")
    let error = #expect(throws: DataError.self) { try RatingReader().read([path]) }
    #expect(
      error
        == .conflictingRatings(
          path: path, line: 2, reason: "user 'a [2J b' rates item 'x ' 4, but 3 in line 1"))
  }

  @Test func aByteOrderMarkInAnIdentifierComesBack() throws {
    let text = "\u{feff}\u{feff}a\tx\t3\nb\tx\t5\n"
    let first = try RatingReader().read([folder.file("r", text)]).ratings
    try RatingWriter().write(first, to: folder.file("again"))
    let again = try RatingReader().read([folder.file("again")]).ratings
    #expect(again == first)
    #expect(again.userIdentifiers[0].unicodeScalars.elementsEqual("\u{feff}a".unicodeScalars))
  }

  @Test func aLineTooLongToReadIsNotWritten() throws {
    let long = String(repeating: "\"", count: 20_000)
    let ratings = try RatingReader().read([folder.file("r", "\(long)\tx\t3\nb\tx\t5\n")]).ratings
    let error = #expect(throws: DataError.self) {
      try RatingWriter(separator: .comma).write(ratings, to: folder.file("again"))
    }
    #expect(try #require(error).description.contains("cannot be longer than 32704 bytes"))
    #expect(try folder.names == ["r"])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["\t", ",", "::", " x", "\"\","])
  func aFirstLineOfManyColumnsIsAnErrorAtOnce(column: String) throws {
    let line = String(repeating: column, count: 60_000 / column.utf8.count)
    let path = try folder.file("r", line + "\n")
    #expect(throws: DataError.self) { try RatingReader().read([path]) }
  }
}
