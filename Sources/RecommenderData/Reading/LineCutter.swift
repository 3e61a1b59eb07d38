/// Cuts the bytes of a text file into lines that have content.
///
/// Lines end by LF or CR LF. A byte order mark at the beginning and blank lines are left out.
struct LineCutter {
  /// The bytes of the longest line of a file of columns.
  static let longestRow = 1 << 16
  /// What some programs begin text files with.
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The file's path, for errors.
  let path: String
  /// The bytes of the longest line that is taken.
  let longestLine: Int
  /// The lines seen so far, blank ones included: the number of the last one.
  private(set) var count = 0

  init(path: String, longestLine: Int = longestRow) {
    self.path = path
    self.longestLine = longestLine
  }

  /// The next line from `start` on that is not blank, without its end.
  ///
  /// - Parameters:
  ///   - start: Where the next line begins; moves on behind what is dealt with.
  ///   - isLast: Whether no bytes follow, so that the rest is a line too.
  /// - Returns: Where the line is, or `nil` if there is no whole one any more.
  /// - Throws: `DataError.file` for a NUL byte, `.line` for a line that is too long.
  mutating func next(
    _ bytes: Span<UInt8>, from start: inout Int, isLast: Bool
  ) throws(DataError) -> Range<Int>? {
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
        if bytes[end] == 0 { throw Self.binary(0, path) }
        end += 1
      }
      guard end - start <= longestLine else {
        throw .line(path: path, line: count + 1, reason: "longer than \(longestLine) bytes")
      }
      if end == bytes.count, !isLast { return nil }
      count += 1
      let line = content(of: bytes, start..<end)
      start = min(end + 1, bytes.count)
      if let line { return line }
    }
    return nil
  }

  /// A line without the mark before it and the carriage return behind it, unless it is blank.
  private func content(of bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int>? {
    var line = line
    if count == 1, line.count >= 3, bytes[line.lowerBound] == 0xef,
      bytes[line.lowerBound + 1] == 0xbb, bytes[line.lowerBound + 2] == 0xbf
    {
      line = line.lowerBound + 3..<line.upperBound
    }
    if !line.isEmpty, bytes[line.upperBound - 1] == UInt8(ascii: "\r") { line.removeLast() }
    var first = line.lowerBound
    while first < line.upperBound, FieldSplitter.isBlank(bytes[first]) { first += 1 }
    return first == line.upperBound ? nil : line
  }

  /// `text` as the content of a file: if it begins with a mark, behind another one.
  ///
  /// A reader takes the first mark for one of the file, not of its first identifier.
  static func marked(_ text: [UInt8]) -> [UInt8] {
    text.starts(with: byteOrderMark) ? byteOrderMark + text : text
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

  /// What is wrong with a file that has a byte which no text has.
  static func binary(_ byte: UInt8, _ path: String) -> DataError {
    let digits = String(byte, radix: 16)
    return .file(
      path: path, reason: "a binary file: it has the byte 0x\(byte < 16 ? "0" : "")\(digits)")
  }
}
