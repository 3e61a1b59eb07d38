/// What the columns of a file of sequences are.
struct InteractionColumns {
  /// How lines are built; `auto` while the first line has not told.
  var layout: InteractionLayout
  /// Splits lines.
  let splitter: FieldSplitter
  /// The number of columns of the first line.
  let count: Int
  /// Whether the first line holds names.
  private(set) var hasHeader = false
  /// Whether the first line, if it is no header, names a user or an item column where it should be.
  private(set) var couldBeHeader = false
  /// The columns, from 0, of user and item.
  private(set) var user = 0
  private(set) var item = 1
  /// The column of the time that a header names.
  private var namedTime: Int?
  /// Whether user and item are where a header says.
  private var areNamed = false

  /// The column of the time that actions are ordered by, if there is one.
  var time: Int? {
    switch layout {
    case .timed: areNamed ? namedTime : 2
    case .inter: namedTime
    case .auto, .sequences, .pairs: nil
    }
  }

  /// Takes the first line that is not blank for what it is.
  ///
  /// - Throws: What is wrong with the line.
  init(_ line: [UInt8], _ reader: InteractionReader, path: String) throws(LineFailure) {
    let isInter = reader.layout == .auto && RatingFileLayout.isInter(path)
    layout = isInter ? .inter : reader.layout
    guard let separator = reader.separator ?? RatingFileLayout.separator(of: line, columns: 2)
    else {
      throw LineFailure(
        "expected a user and items separated by tabs, commas, blanks or '::', "
          + "found '\(LineFailure.excerpt(line))'")
    }
    splitter = FieldSplitter(separator: separator)
    count = try RatingFileLayout.count(of: line, separator: separator)
    hasHeader = reader.hasHeader ?? false
    // No header has more columns than that, but a user may well have more items.
    guard layout != .sequences, count <= RatingFileLayout.greatestColumnCount else { return }
    let names = HeaderNames(try RatingFileLayout.fields(of: line, separator: separator))
    if layout == .inter { try names.requireTypes(in: line, example: "timestamp:float") }
    if layout == .inter || reader.hasHeader != false { try take(names, of: line) }
  }

  /// Takes the columns from the names in the first line, as far as it is a header.
  private mutating func take(_ names: HeaderNames, of line: [UInt8]) throws(LineFailure) {
    if let user = names.user, let item = names.item {
      (hasHeader, areNamed) = (true, true)
      (self.user, self.item, namedTime) = (user, item, names.time)
      if layout == .auto { layout = names.isTyped ? .inter : namedTime == nil ? .pairs : .timed }
      if layout == .timed, namedTime == nil { throw Self.missing("time", line) }
      return
    }
    if names.isTyped { throw Self.missing(names.user == nil ? "user" : "item", line) }
    couldBeHeader = names.user == 0 || names.item == 1
    if hasHeader, (names.user ?? 0) != 0 || (names.item ?? 1) != 1 || (names.time ?? 2) != 2 {
      throw LineFailure(
        "the header names some of user, item and time, but not in this order: "
          + "'\(LineFailure.excerpt(line))'")
    }
  }

  private static func missing(_ name: String, _ line: [UInt8]) -> LineFailure {
    LineFailure("the header names no \(name) column: '\(LineFailure.excerpt(line))'")
  }

  /// Checks that the first line has the columns of the layout.
  func checkCount() throws(LineFailure) {
    guard !areNamed else { return }
    let expected: (count: Int, names: String)
    switch layout {
    case .pairs: expected = (2, "user, item")
    case .timed: expected = (3, "user, item, time")
    case .auto, .sequences, .inter: return
    }
    guard count == expected.count else {
      throw LineFailure(
        "expected \(expected.count) columns (\(expected.names)) separated by "
          + "\(splitter.separator), found \(count)")
    }
  }

  /// Hands each line below the header to `body`: its fields, its place and its number.
  ///
  /// - Parameter body: Takes a text and the places of the fields in it, the place of the line in the
  ///   file's bytes, and the line's number.
  /// - Returns: The number of all lines.
  /// - Throws: `DataError.line` with what `body` throws, or for a line that cannot be cut.
  func forEachRow(
    of file: InteractionFile,
    _ body: (Span<UInt8>, [Range<Int>], Range<Int>, Int) throws(LineFailure) -> Void
  ) throws(DataError) -> Int {
    var isHeader = hasHeader
    var places: [Range<Int>] = []
    var scratch: [UInt8] = []
    return try file.forEachLine { number, line throws(LineFailure) in
      if isHeader {
        isHeader = false
        return
      }
      let isQuoted = try splitter.split(
        file.bytes.span, line, into: &places, unquotedInto: &scratch)
      if isQuoted {
        try body(scratch.span, places, line, number)
      } else {
        try body(file.bytes.span, places, line, number)
      }
    }
  }
}
