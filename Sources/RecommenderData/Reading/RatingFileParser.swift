/// Cuts the bytes of one rating file into lines, and these into fields.
struct RatingFileParser {
  /// The bytes of the longest line that is read.
  static let longestLine = 1 << 16
  /// What some programs begin text files with.
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The file's path, for errors.
  let path: String
  /// The separator, whether there is a header and the ratings that are allowed, if given.
  let separator: ColumnSeparator?
  let header: Bool?
  let scale: RatingScale?
  /// The lines seen so far.
  private(set) var lineCount = 0
  /// The ratings seen so far.
  private(set) var ratingCount = 0
  /// The layout, once a line that is not blank was seen.
  private(set) var layout: RatingFileLayout?
  private var scratch: [UInt8] = []

  init(path: String, separator: ColumnSeparator?, header: Bool?, scale: RatingScale?) {
    self.path = path
    self.separator = separator
    self.header = header
    self.scale = scale
  }

  /// Parses all whole lines of `bytes`, with which the text of `batch` begins, and the rest too if no
  /// more bytes follow.
  ///
  /// - Returns: The number of bytes that are dealt with.
  mutating func parse(
    _ bytes: Span<UInt8>, isLast: Bool, into batch: inout LineBatch
  ) throws(DataError) -> Int {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
        if bytes[end] == 0 { throw Self.binary(0, path) }
        end += 1
      }
      guard end - start <= Self.longestLine else {
        throw .line(
          path: path, line: lineCount + 1, reason: "longer than \(Self.longestLine) bytes")
      }
      if end == bytes.count, !isLast { break }
      lineCount += 1
      do throws(LineFailure) {
        try parse(bytes, line: start..<end, into: &batch)
      } catch {
        throw Self.error(error, line: lineCount, of: path, in: bytes)
      }
      start = end + 1
    }
    return min(start, bytes.count)
  }

  /// What is wrong with the file at `path` if a line of these bytes is not as it should be.
  static func error(
    _ failure: LineFailure, line: Int, of path: String, in bytes: Span<UInt8>
  ) -> DataError {
    if let control = firstControl(in: bytes) { return binary(control, path) }
    return .line(path: path, line: line, reason: failure.reason)
  }

  /// The first byte, if any, that no text file has.
  private static func firstControl(in bytes: Span<UInt8>) -> UInt8? {
    let place = bytes.indices.first { place in
      switch bytes[place] {
      case UInt8(ascii: "\t")...UInt8(ascii: "\r"), 0x1a, 0x1b, UInt8(ascii: " ")...: false
      default: true
      }
    }
    return place.map { bytes[$0] }
  }

  private static func binary(_ byte: UInt8, _ path: String) -> DataError {
    let digits = String(byte, radix: 16)
    return .file(
      path: path, reason: "a binary file: it has the byte 0x\(byte < 16 ? "0" : "")\(digits)")
  }

  private mutating func parse(
    _ bytes: Span<UInt8>, line: Range<Int>, into batch: inout LineBatch
  ) throws(LineFailure) {
    var line = line
    if lineCount == 1, line.count >= 3, bytes[line.lowerBound] == 0xef,
      bytes[line.lowerBound + 1] == 0xbb, bytes[line.lowerBound + 2] == 0xbf
    {
      line = line.lowerBound + 3..<line.upperBound
    }
    if !line.isEmpty, bytes[line.upperBound - 1] == UInt8(ascii: "\r") { line.removeLast() }
    var first = line.lowerBound
    while first < line.upperBound, FieldSplitter.isBlank(bytes[first]) { first += 1 }
    if first == line.upperBound { return }
    guard let layout else {
      let isInter = [".inter", ".inter.gz"].contains { path.lowercased().hasSuffix($0) }
      let layout = try RatingFileLayout(
        line.map { bytes[$0] }, separator: separator, header: header, isInter: isInter)
      self.layout = layout
      if !layout.hasHeader { try parse(bytes, line, layout, into: &batch) }
      return
    }
    try parse(bytes, line, layout, into: &batch)
  }

  private mutating func parse(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ layout: RatingFileLayout,
    into batch: inout LineBatch
  ) throws(LineFailure) {
    let fields = layout.splitter.split(bytes, line)
    if fields.isQuoted {
      guard let unquoted = layout.splitter.splitQuoted(bytes, line, into: &scratch) else {
        throw .quotation
      }
      try check(unquoted.count, bytes, line, layout)
      try add(scratch.span, unquoted, offset: batch.text.count, to: &batch)
      batch.text.append(contentsOf: scratch)
    } else {
      try check(fields.count, bytes, line, layout)
      try add(bytes, fields, offset: 0, to: &batch)
    }
    ratingCount += 1
  }

  /// Adds the rating whose fields are at the given places of `bytes`, which stand in the text of
  /// `batch` from `offset` on.
  private func add(
    _ bytes: Span<UInt8>, _ fields: FieldSplitter.Fields, offset: Int, to batch: inout LineBatch
  ) throws(LineFailure) {
    guard let value = DecimalParser.parse(bytes, fields.rating) else {
      throw fields.rating.isEmpty
        ? LineFailure("the rating is empty")
        : LineFailure("the rating '\(Self.text(bytes, fields.rating))' is not a number")
    }
    guard value.isFinite else {
      throw LineFailure("the rating '\(Self.text(bytes, fields.rating))' is not finite")
    }
    if let scale, !scale.contains(value) {
      throw LineFailure("the rating \(value.shortText) is outside the scale \(scale)")
    }
    batch.lines.append(
      LineBatch.Line(
        user: LineBatch.Identifier(bytes, fields.user, offset: offset),
        item: LineBatch.Identifier(bytes, fields.item, offset: offset),
        value: value, number: lineCount))
  }

  private static func text(_ bytes: Span<UInt8>, _ field: Range<Int>) -> String {
    LineFailure.excerpt(field.map { bytes[$0] })
  }

  private func check(
    _ count: Int, _ bytes: Span<UInt8>, _ line: Range<Int>, _ layout: RatingFileLayout
  ) throws(LineFailure) {
    guard count != layout.columnCount else { return }
    let expected = "\(layout.columnCount) columns separated by \(layout.splitter.separator)"
    let other = ColumnSeparator.allCases.first { other in
      other != layout.splitter.separator
        && FieldSplitter(separator: other).split(bytes, line).count == layout.columnCount
    }
    let hint = other.map { "; it has \(layout.columnCount) separated by \($0)" } ?? ""
    throw LineFailure("expected \(expected) as in the first line, found \(count)\(hint)")
  }
}
