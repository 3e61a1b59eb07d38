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
        let user = try users.number(line.user.word, text, line.user.range, called: "user")
        let item = try items.number(line.item.word, text, line.item.range, called: "item")
        lines.record(rating: columns.count, file: file, line: line.number)
        columns.append(user: user, item: item, value: line.value)
      } catch {
        throw LineCutter.error(error, line: line.number, of: path, in: text)
      }
    }
    if let failure = batch.failure { throw failure }
  }
}
