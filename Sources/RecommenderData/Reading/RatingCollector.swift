/// Gathers the ratings of all files, with dense indices by first appearance.
struct RatingCollector: Sendable {
  private(set) var users = IdentifierTable()
  private(set) var items = IdentifierTable()
  private(set) var columns = RatingColumns()
  private(set) var lines = LineMap()

  /// Adds the ratings of the next lines of file number `file`, which is at `path`.
  ///
  /// - Throws: `DataError.line` for an identifier that is empty or no UTF-8, or else the failure
  ///   that ended the batch.
  mutating func add(_ batch: LineBatch, file: Int, path: String) throws(DataError) {
    if let count = batch.expectedCount { columns.reserveCapacity(columns.count + count) }
    let text = batch.text.span
    for line in batch.lines {
      do throws(LineFailure) {
        let user = try Self.number(text, line.user, in: &users, called: "user")
        let item = try Self.number(text, line.item, in: &items, called: "item")
        lines.record(rating: columns.count, file: file, line: line.number)
        columns.append(user: user, item: item, value: line.value)
      } catch {
        throw RatingFileParser.error(error, line: line.number, of: path, in: text)
      }
    }
    if let failure = batch.failure { throw failure }
  }

  private static func number(
    _ text: Span<UInt8>, _ identifier: LineBatch.Identifier, in table: inout IdentifierTable,
    called name: String
  ) throws(LineFailure) -> Int32 {
    let range = identifier.range
    if let known = table.find(identifier.word, text, range) { return known }
    guard !range.isEmpty else { throw LineFailure("the \(name) identifier is empty") }
    let copy = range.map { text[$0] }
    guard String(validating: copy, as: UTF8.self) != nil else {
      throw LineFailure("the \(name) identifier '\(LineFailure.excerpt(copy))' is not valid UTF-8")
    }
    return table.insert(text, range)
  }
}
