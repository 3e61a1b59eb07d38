/// How the lines of one rating file are built, as told by its first line.
struct RatingFileLayout {
  /// Splits lines and knows the wanted columns.
  private(set) var splitter: FieldSplitter
  /// The number of columns that every line has.
  private(set) var columnCount = 0
  /// Whether the first line holds names rather than a rating.
  private(set) var hasHeader = false

  /// Works out the layout of a file from its first line that is not blank.
  ///
  /// - Parameters:
  ///   - line: The line's bytes.
  ///   - separator: The separator, if given.
  ///   - header: Whether the line is a header, if given.
  ///   - isInter: Whether the file must have RecBole's typed header.
  /// - Throws: What is wrong with the line.
  init(
    _ line: [UInt8], separator: ColumnSeparator?, header: Bool?, isInter: Bool
  ) throws(LineFailure) {
    guard let found = separator ?? Self.separator(of: line) else {
      throw LineFailure(
        "expected user, item and rating separated by tabs, commas, blanks or '::', "
          + "found '\(LineFailure.excerpt(line))'")
    }
    splitter = FieldSplitter(separator: found)
    let fields = try Self.fields(of: line, separator: found)
    columnCount = fields.count
    let names = HeaderNames(fields)
    if isInter { try names.requireTypes(in: line, example: "rating:float") }
    if let user = names.user, let item = names.item, let rating = names.rating, header != false {
      hasHeader = true
      splitter.userColumn = user
      splitter.itemColumn = item
      splitter.ratingColumn = rating
      return
    }
    let hasKnownName = names.user != nil || names.item != nil || names.rating != nil
    let namesRating = Self.looksLikeName(fields.dropFirst(2).first)
    hasHeader = header ?? (names.isTyped || (hasKnownName && namesRating))
    if hasHeader, let missing = Self.missing(names),
      names.isTyped || (hasKnownName && fields.count > 4)
    {
      throw LineFailure("the header names no \(missing) column: '\(LineFailure.excerpt(line))'")
    }
    guard (3...4).contains(fields.count) else {
      throw LineFailure(
        "expected 3 or 4 columns (user, item, rating, time) separated by \(found), "
          + "found \(fields.count)")
    }
    if hasHeader, (names.user ?? 0) != 0 || (names.item ?? 1) != 1 || (names.rating ?? 2) != 2 {
      throw LineFailure(
        "the header names some of user, item and rating, but not in this order: "
          + "'\(LineFailure.excerpt(line))'")
    }
    if header == nil, !hasHeader, namesRating {
      throw LineFailure(
        "the rating '\(LineFailure.excerpt(Array(fields[2].utf8)))' is not a number, and no column "
          + "of this line is named user, item or rating as in a header")
    }
  }

  /// Whether a file of this name must have RecBole's typed header.
  static func isInter(_ path: String) -> Bool {
    [".inter", ".inter.gz"].contains { path.lowercased().hasSuffix($0) }
  }

  /// More columns than any rating file has.
  static let greatestColumnCount = 1000

  /// The first separator, of tabs, double colons, commas and blanks, that gives as many columns.
  static func separator(of line: [UInt8], columns: Int = 3) -> ColumnSeparator? {
    [.tab, .doubleColon, .comma, .blanks].first { separator in
      ((try? count(of: line, separator: separator)) ?? 0) >= columns
    }
  }

  /// The number of fields of a line.
  static func count(
    of line: [UInt8], separator: ColumnSeparator
  ) throws(LineFailure) -> Int {
    var places: [Range<Int>] = []
    var scratch: [UInt8] = []
    _ = try FieldSplitter(separator: separator).split(
      line.span, 0..<line.count, into: &places, unquotedInto: &scratch)
    return places.count
  }

  /// The fields of a line as text, if they are not more than any header has.
  static func fields(
    of line: [UInt8], separator: ColumnSeparator
  ) throws(LineFailure) -> [String] {
    var places: [Range<Int>] = []
    var scratch: [UInt8] = []
    let isQuoted = try FieldSplitter(separator: separator).split(
      line.span, 0..<line.count, into: &places, unquotedInto: &scratch)
    guard places.count <= greatestColumnCount else {
      throw LineFailure("\(places.count) columns, more than \(greatestColumnCount)")
    }
    return places.map { String(decoding: isQuoted ? scratch[$0] : line[$0], as: UTF8.self) }
  }

  /// Whether a field that should be a rating is a name instead: it begins with a letter and is
  /// neither NaN nor infinite.
  private static func looksLikeName(_ field: String?) -> Bool {
    guard let field, let first = field.first, first.isLetter || first == "_" else { return false }
    let bytes = Array(field.utf8)
    return DecimalParser.parse(bytes.span, 0..<bytes.count) == nil
  }

  private static func missing(_ names: HeaderNames) -> String? {
    if names.user == nil { return "user" }
    if names.item == nil { return "item" }
    return names.rating == nil ? "rating" : nil
  }
}
