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
    let users = try identifiers.fields(of: ratings.userIdentifiers, called: "user")
    let items = try identifiers.fields(of: ratings.itemIdentifiers, called: "item")
    var text = head
    for user in 0..<ratings.userCount {
      for position in ratings.byUser.range(ofRow: user) {
        append(
          users[user], items[Int(ratings.byUser.indices[position])],
          ratings.byUser.values[position], to: &text)
      }
    }
    try checkFirstLine(of: text)
    return LineCutter.marked(text)
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
    let items = try identifiers.fields(of: ratings.itemIdentifiers, called: "item")
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

  private var identifiers: IdentifierFields { IdentifierFields(separator: separator) }

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
}
