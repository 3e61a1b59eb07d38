/// Cuts the bytes of one rating file into lines and hands their fields to a collector.
struct RatingFileParser {
  /// The bytes of the longest line that is read.
  static let longestLine = 1 << 16
  /// What some programs begin text files with.
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The file's path, for errors.
  let path: String
  /// The file's number, from 0.
  let file: Int
  /// The separator and whether there is a header, if given.
  let separator: ColumnSeparator?
  let header: Bool?
  /// The lines seen so far.
  private(set) var lineCount = 0
  /// The ratings seen so far.
  private(set) var ratingCount = 0
  /// The layout, once a line that is not blank was seen.
  private(set) var layout: RatingFileLayout?
  private var scratch: [UInt8] = []

  init(path: String, file: Int, separator: ColumnSeparator?, header: Bool?) {
    self.path = path
    self.file = file
    self.separator = separator
    self.header = header
  }

  /// Parses all whole lines of `bytes`, and the rest too if no more bytes follow.
  ///
  /// - Returns: The number of bytes that are dealt with.
  mutating func parse(
    _ bytes: Span<UInt8>, isLast: Bool, into collector: inout RatingCollector
  ) throws(DataError) -> Int {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
        if bytes[end] == 0 { throw binary(0) }
        end += 1
      }
      guard end - start <= Self.longestLine else {
        throw .line(
          path: path, line: lineCount + 1, reason: "longer than \(Self.longestLine) bytes")
      }
      if end == bytes.count, !isLast { break }
      lineCount += 1
      do throws(LineFailure) {
        try parse(bytes, line: start..<end, into: &collector)
      } catch {
        if let control = Self.firstControl(in: bytes) { throw binary(control) }
        throw .line(path: path, line: lineCount, reason: error.reason)
      }
      start = end + 1
    }
    return min(start, bytes.count)
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

  private func binary(_ byte: UInt8) -> DataError {
    let digits = String(byte, radix: 16)
    return .file(
      path: path, reason: "a binary file: it has the byte 0x\(byte < 16 ? "0" : "")\(digits)")
  }

  private mutating func parse(
    _ bytes: Span<UInt8>, line: Range<Int>, into collector: inout RatingCollector
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
      if !layout.hasHeader { try parse(bytes, line, layout, into: &collector) }
      return
    }
    try parse(bytes, line, layout, into: &collector)
  }

  private mutating func parse(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ layout: RatingFileLayout,
    into collector: inout RatingCollector
  ) throws(LineFailure) {
    let fields = layout.splitter.split(bytes, line)
    if fields.isQuoted {
      guard let unquoted = layout.splitter.splitQuoted(bytes, line, into: &scratch) else {
        throw .quotation
      }
      try check(unquoted.count, bytes, line, layout)
      try collector.add(scratch.span, unquoted, file: file, line: lineCount)
    } else {
      try check(fields.count, bytes, line, layout)
      try collector.add(bytes, fields, file: file, line: lineCount)
    }
    ratingCount += 1
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
