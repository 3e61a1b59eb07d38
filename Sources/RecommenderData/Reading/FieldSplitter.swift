/// Finds the columns of a line in its bytes, without allocating.
struct FieldSplitter: Sendable {
  /// What stands between columns.
  let separator: ColumnSeparator
  /// The columns, from 0, whose place in the line is wanted.
  var userColumn = 0
  var itemColumn = 1
  var ratingColumn = 2

  /// Where the wanted columns of a line are.
  struct Fields {
    /// The number of columns.
    var count = 0
    var user = 0..<0
    var item = 0..<0
    var rating = 0..<0
    /// Whether a field begins with a quotation mark, so that the places mean nothing.
    var isQuoted = false
  }

  /// The fields of `bytes[line]`; blanks around a field do not belong to it.
  func split(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Fields {
    var fields = Fields()
    fields.isQuoted = !forEachPlainField(bytes, line) { place($0, in: &fields) }
    return fields
  }

  /// The fields of a line of commas that has quoted ones, unquoted into `scratch`.
  ///
  /// Quoting is that of RFC 4180, within one line: a field in quotation marks, those inside doubled.
  ///
  /// - Returns: Places in `scratch`, or `nil` if a quotation does not end or something follows it.
  func splitQuoted(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into scratch: inout [UInt8]
  ) -> Fields? {
    var fields = Fields()
    let isWhole = forEachQuotedField(bytes, line, into: &scratch) { place($0, in: &fields) }
    return isWhole ? fields : nil
  }

  /// The places of all fields of `bytes[line]`, in `bytes` or, if any is quoted, in `scratch`.
  ///
  /// - Returns: Whether the fields are unquoted in `scratch`.
  /// - Throws: If a quotation does not end or something follows it.
  func split(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into places: inout [Range<Int>],
    unquotedInto scratch: inout [UInt8]
  ) throws(LineFailure) -> Bool {
    places.removeAll(keepingCapacity: true)
    if forEachPlainField(bytes, line, { places.append($0) }) { return false }
    places.removeAll(keepingCapacity: true)
    guard forEachQuotedField(bytes, line, into: &scratch, { places.append($0) }) else {
      throw .quotation
    }
    return true
  }

  /// What is wrong with a line of `count` columns where others are expected.
  func mismatch(
    _ count: Int, expected: Int, _ bytes: Span<UInt8>, _ line: Range<Int>
  ) -> LineFailure {
    let other = ColumnSeparator.allCases.first { other in
      other != separator
        && FieldSplitter(separator: other).split(bytes, line).count == expected
    }
    let hint = other.map { "; it has \(expected) separated by \($0)" } ?? ""
    return LineFailure(
      "expected \(expected) columns separated by \(separator) as in the first line, "
        + "found \(count)\(hint)")
  }

  /// Hands the fields of a line to `body` until one begins with a quotation mark.
  ///
  /// - Returns: Whether none does.
  @inline(__always)
  private func forEachPlainField(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ body: (Range<Int>) -> Void
  ) -> Bool {
    let line = separator == .blanks ? trimmed(bytes, line) : line
    var start = line.lowerBound
    while true {
      let end = fieldEnd(bytes, start, line.upperBound)
      let field = trimmed(bytes, start..<end)
      if separator == .comma, !field.isEmpty, bytes[field.lowerBound] == UInt8(ascii: "\"") {
        return false
      }
      body(field)
      if end == line.upperBound { return true }
      start = nextStart(bytes, end, line.upperBound)
    }
  }

  /// Hands the fields of a line, as they stand unquoted in `scratch`, to `body`.
  ///
  /// - Returns: Whether every quotation ends, and nothing follows it in its field.
  private func forEachQuotedField(
    _ bytes: Span<UInt8>, _ line: Range<Int>, into scratch: inout [UInt8],
    _ body: (Range<Int>) -> Void
  ) -> Bool {
    let quote = UInt8(ascii: "\"")
    scratch.removeAll(keepingCapacity: true)
    var position = line.lowerBound
    while true {
      while position < line.upperBound, Self.isBlank(bytes[position]) { position += 1 }
      let start = scratch.count
      if position < line.upperBound, bytes[position] == quote {
        position += 1
        while true {
          guard position < line.upperBound else { return false }
          if bytes[position] == quote {
            position += 1
            guard position < line.upperBound, bytes[position] == quote else { break }
          }
          scratch.append(bytes[position])
          position += 1
        }
        while position < line.upperBound, Self.isBlank(bytes[position]) { position += 1 }
        guard position == line.upperBound || bytes[position] == UInt8(ascii: ",") else {
          return false
        }
      } else {
        let end = fieldEnd(bytes, position, line.upperBound)
        for source in trimmed(bytes, position..<end) { scratch.append(bytes[source]) }
        position = end
      }
      body(start..<scratch.count)
      if position == line.upperBound { return true }
      position += 1
    }
  }

  private func place(_ field: Range<Int>, in fields: inout Fields) {
    if fields.count == userColumn { fields.user = field }
    if fields.count == itemColumn { fields.item = field }
    if fields.count == ratingColumn { fields.rating = field }
    fields.count += 1
  }

  private func fieldEnd(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var position = start
    switch separator {
    case .tab: while position < end, bytes[position] != UInt8(ascii: "\t") { position += 1 }
    case .comma: while position < end, bytes[position] != UInt8(ascii: ",") { position += 1 }
    case .blanks: while position < end, !Self.isBlank(bytes[position]) { position += 1 }
    case .doubleColon:
      let colon = UInt8(ascii: ":")
      while position + 1 < end, bytes[position] != colon || bytes[position + 1] != colon {
        position += 1
      }
      if position + 1 >= end { position = end }
    }
    return position
  }

  private func nextStart(_ bytes: Span<UInt8>, _ fieldEnd: Int, _ end: Int) -> Int {
    switch separator {
    case .tab, .comma: return fieldEnd + 1
    case .doubleColon: return fieldEnd + 2
    case .blanks:
      var position = fieldEnd
      while position < end, Self.isBlank(bytes[position]) { position += 1 }
      return position
    }
  }

  private func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, Self.isBlank(bytes[low]) { low += 1 }
    while low < high, Self.isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }

  /// Whether a byte is a space or a tab.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
