/// What tells the layout of a file of sequences that has no header.
struct InteractionEvidence {
  /// Numbers up to this can be ratings as well as times.
  private static let greatestRating = 10.0

  private var users = IdentifierTable()
  /// The line where each user comes first.
  private var firstLines: [Int] = []
  /// Two lines that begin with one user.
  private var repeated: (first: Int, second: Int)?
  /// A line with the fewest and one with the most fields.
  private var fewest: (fields: Int, line: Int)?
  private var most: (fields: Int, line: Int)?
  /// The number of lines whose third field is a finite number.
  private var numbers = 0
  /// Whether none of these is one that cannot be a rating.
  private var couldBeRatings = true
  /// A line whose second field holds blanks.
  private var lineWithBlanks: Int?

  /// Takes note of a line, whose fields are at `places` of `text`.
  mutating func add(_ text: Span<UInt8>, _ places: [Range<Int>], line: Int) {
    let user = places[0]
    if let known = users.index(of: text, user) {
      if repeated == nil { repeated = (firstLines[Int(known)], line) }
    } else {
      _ = users.insert(text, user)
      firstLines.append(line)
    }
    if places.count < fewest?.fields ?? .max { fewest = (places.count, line) }
    if places.count > most?.fields ?? 0 { most = (places.count, line) }
    if places.count > 2 { note(DecimalParser.parse(text, places[2])) }
    if places.count > 1, lineWithBlanks == nil {
      let hasBlanks = places[1].contains { FieldSplitter.isBlank(text[$0]) }
      if hasBlanks { lineWithBlanks = line }
    }
  }

  private mutating func note(_ number: Double?) {
    guard let number, number.isFinite else { return }
    numbers += 1
    if !(0...Self.greatestRating).contains(number) { couldBeRatings = false }
  }

  /// The layout that the lines have, as ``InteractionReader`` says.
  ///
  /// - Parameters:
  ///   - path: The file's path.
  ///   - separatorIsGiven: Whether blanks in a field are known not to separate items.
  /// - Throws: `DataError.ambiguousLayout` if it cannot be told.
  func layout(of path: String, separatorIsGiven: Bool) throws(DataError) -> InteractionLayout {
    guard let fewest, let most else { return .sequences }
    if fewest.fields == 2, most.fields == 2 {
      guard let lineWithBlanks, !separatorIsGiven else { return .pairs }
      throw .ambiguousLayout(
        path: path, option: "separator",
        reason: "the second column could be one item or several with blanks between them, as in "
          + "line \(lineWithBlanks)")
    }
    let isOfThree = fewest.fields == 3 && most.fields == 3
    if let reason = reason(fewest: fewest, most: most, isOfThree: isOfThree) {
      throw .ambiguousLayout(path: path, option: "layout", reason: reason)
    }
    return repeated == nil ? .sequences : .timed
  }

  /// Why lines that are no pairs are neither sequences nor timed for certain.
  private func reason(
    fewest: (fields: Int, line: Int), most: (fields: Int, line: Int), isOfThree: Bool
  ) -> String? {
    guard let repeated else {
      return isOfThree && numbers > 0
        ? "every line has three columns and another user: the third could be an item or a time"
        : nil
    }
    if isOfThree {
      return couldBeRatings && numbers > 0
        ? "no number in the third column is outside 0 to 10: they could be ratings or times" : nil
    }
    let columns =
      fewest.fields == most.fields
      ? "all have \(most.fields) columns without a header that names user, item and time"
      : "line \(fewest.line) has \(fewest.fields) columns and line \(most.line) has \(most.fields)"
    return "lines \(repeated.first) and \(repeated.second) begin with the same user, as in no "
      + "file of sequences, but \(columns)"
  }
}
