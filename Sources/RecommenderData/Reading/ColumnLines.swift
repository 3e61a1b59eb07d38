/// The lines of a file that stands beside ratings, such as labels of users, cut as rating files are.
///
/// Files may be compressed, begin with a byte order mark, end lines by CR LF and, between commas, quote
/// fields. Blank lines are left out. The first line tells the separator.
package struct ColumnLines: Sendable {
  /// A line that is not blank.
  package struct Line: Equatable, Sendable {
    /// Its number in the file, from 1.
    package let number: Int
    /// Its fields without quotation and the blanks around them.
    package let fields: [String]
  }

  /// The lines in the order of the file.
  package let lines: [Line]

  /// Reads the file at `path`, whose lines should have `columns` fields.
  ///
  /// - Throws: `DataError.file` if it cannot be read or is binary, `.line` for a first line that no
  ///   separator cuts into `columns` fields, and for a quotation that does not end.
  /// - Complexity: O(bytes · columns) time; the file is held in memory.
  package init(contentsOf path: String, columns: Int) throws(DataError) {
    var bytes: [UInt8] = []
    let source = try ByteSource(path: path)
    while try source.read(into: &bytes) {}
    var lines: [Line] = []
    var separator: ColumnSeparator?
    for (place, piece) in bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
    ).enumerated() {
      var line = Array(piece)
      if place == 0, line.starts(with: LineCutter.byteOrderMark) { line.removeFirst(3) }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      if line.allSatisfy(FieldSplitter.isBlank) { continue }
      do throws(LineFailure) {
        guard let found = separator ?? RatingFileLayout.separator(of: line, columns: columns) else {
          throw LineFailure(
            "expected \(columns) columns separated by tabs, commas, blanks or '::', "
              + "found '\(LineFailure.excerpt(line))'")
        }
        separator = found
        lines.append(
          Line(
            number: place + 1, fields: try RatingFileLayout.fields(of: line, separator: found)))
      } catch {
        throw LineCutter.error(error, line: place + 1, of: path, in: line.span)
      }
    }
    self.lines = lines
  }
}
