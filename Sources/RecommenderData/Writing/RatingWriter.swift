internal import Tensor

/// Writes rating files that ``RatingReader`` and other tools read.
///
/// Ratings come user by user, items ascending, in their shortest decimal form; users and items
/// without a rating do not appear. Between commas, identifiers are quoted where they need it
/// (RFC 4180). Files are written as ``AtomicFile`` does.
///
/// ```swift
/// try RatingWriter(separator: .comma, hasHeader: true).write(ratings, to: "ratings.csv.gz")
/// try RatingWriter.inter.write(ratings, to: "music.inter")
/// ```
public struct RatingWriter: Hashable, Sendable {
  /// What separates the columns.
  public var separator: ColumnSeparator
  /// Two fields of this length and a rating fit into a line that a reader takes.
  private static let longestField = RatingFileParser.longestLine / 2 - 64
  /// The names in the first line, without which there is none.
  private var header: [String]?

  /// A writer of `user item rating` in columns, under a header of these names if asked for.
  public init(separator: ColumnSeparator = .tab, hasHeader: Bool = false) {
    self.separator = separator
    header = hasHeader ? ["user", "item", "rating"] : nil
  }

  /// A writer of RecBole's atomic format: tabs under a typed header.
  public static let inter: RatingWriter = {
    var writer = RatingWriter(separator: .tab)
    writer.header = ["user_id:token", "item_id:token", "rating:float"]
    return writer
  }()

  /// Writes every rating of `ratings`.
  ///
  /// - Throws: `DataError.invalidArgument` for an identifier that could not be read back: one that
  ///   is empty, longer than 32,704 bytes or holds a line break, and unless commas separate, one that
  ///   holds the separator or begins or ends with a blank; also for a first line without a header
  ///   that a reader would cut otherwise; `DataError.file` if the file cannot be written.
  /// - Complexity: O(size of the file) time and memory.
  public func write(_ ratings: RatingMatrix, to path: String) throws(DataError) {
    try AtomicFile.write(bytes(of: ratings), to: path)
  }

  /// The content of the file that ``write(_:to:)`` writes.
  package func bytes(of ratings: RatingMatrix) throws(DataError) -> [UInt8] {
    let users = try fields(of: ratings.userIdentifiers, called: "user")
    let items = try fields(of: ratings.itemIdentifiers, called: "item")
    var text = head
    for user in 0..<ratings.userCount {
      for position in ratings.byUser.range(ofRow: user) {
        append(
          users[user], items[Int(ratings.byUser.indices[position])],
          ratings.byUser.values[position], to: &text)
      }
    }
    try checkFirstLine(of: text)
    // A reader takes the first mark for one of the file, not of its first identifier.
    return text.starts(with: RatingFileParser.byteOrderMark)
      ? RatingFileParser.byteOrderMark + text : text
  }

  /// Writes fake profiles as ratings of users named as injecting them into `ratings` would.
  ///
  /// - Parameters:
  ///   - profiles: Over the items of `ratings`.
  ///   - ratings: The matrix under attack, which knows the identifiers.
  ///   - path: Where to.
  /// - Throws: As ``write(_:to:)``; `DataError.indexOutOfRange` for an item that `ratings` lacks.
  public func write(
    _ profiles: some Collection<FakeProfile>, against ratings: RatingMatrix, to path: String
  ) throws(DataError) {
    let users = ratings.fakeUserIdentifiers(count: profiles.count)
    let items = try fields(of: ratings.itemIdentifiers, called: "item")
    var text = head
    for (number, (name, profile)) in zip(users, profiles).enumerated() {
      for (item, value) in zip(profile.items, profile.values) {
        guard items.indices.contains(item) else {
          throw .indexOutOfRange(
            user: ratings.userCount + number, item: item,
            userCount: ratings.userCount + profiles.count, itemCount: ratings.itemCount)
        }
        append(ArraySlice(name.utf8), items[item], value, to: &text)
      }
    }
    try checkFirstLine(of: text)
    try AtomicFile.write(text, to: path)
  }

  private var head: [UInt8] {
    header.map { Array(($0.joined(separator: separator.text) + "\n").utf8) } ?? []
  }

  private func append(
    _ user: ArraySlice<UInt8>, _ item: ArraySlice<UInt8>, _ value: Double, to text: inout [UInt8]
  ) {
    text.append(contentsOf: user)
    text.append(contentsOf: separator.text.utf8)
    text.append(contentsOf: item)
    text.append(contentsOf: separator.text.utf8)
    text.append(contentsOf: value.shortText.utf8)
    text.append(UInt8(ascii: "\n"))
  }

  /// Checks that a reader would take the first line for what it is.
  private func checkFirstLine(of text: [UInt8]) throws(DataError) {
    let end = text.firstIndex(of: UInt8(ascii: "\n")) ?? text.endIndex
    let first = Array(text[..<end])
    guard !first.isEmpty else { return }
    let found = try? RatingFileLayout(first, separator: nil, header: nil, isInter: false)
    guard found?.splitter.separator == separator, found?.hasHeader == (header != nil) else {
      throw .invalidArgument(
        name: "the line '\(LineFailure.excerpt(first))'",
        requirement: "a reader would not take it for columns separated by \(separator); "
          + "write a header or choose another separator")
    }
  }

  private func fields(
    of identifiers: [String], called name: String
  ) throws(DataError) -> [ArraySlice<UInt8>] {
    var fields: [ArraySlice<UInt8>] = []
    fields.reserveCapacity(identifiers.count)
    for identifier in identifiers {
      let bytes = Array(identifier.utf8)
      let field = separator == .comma ? CSVField.quoted(bytes) : bytes[...]
      if let fault = fault(of: bytes, writtenIn: field.count) {
        throw .invalidArgument(
          name: "\(name) '\(LineFailure.excerpt(bytes))'",
          requirement: "an identifier \(fault); choose another separator or identifier")
      }
      fields.append(field)
    }
    return fields
  }

  /// Why an identifier could not be read back, as the end of a sentence.
  private func fault(of bytes: [UInt8], writtenIn count: Int) -> String? {
    guard let first = bytes.first, let last = bytes.last else { return "cannot be empty" }
    if count > Self.longestField { return "cannot be longer than \(Self.longestField) bytes" }
    if bytes.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) {
      return "cannot hold a line break or a NUL byte"
    }
    if separator == .comma { return nil }
    if FieldSplitter.isBlank(first) || FieldSplitter.isBlank(last) {
      return "cannot begin or end with a blank"
    }
    switch separator {
    case .tab where bytes.contains(9): return "cannot hold a tab, the separator"
    case .blanks where bytes.contains(where: FieldSplitter.isBlank):
      return "cannot hold a blank, the separator"
    case .doubleColon where zip(bytes, bytes.dropFirst()).contains { $0 == 58 && $1 == 58 }:
      return "cannot hold '::', the separator"
    case .doubleColon where first == 58 || last == 58:
      return "cannot begin or end with a colon beside the separator '::'"
    default: return nil
    }
  }
}
