/// A file of sequences, whole in memory: its layout can be told only when all of it is known.
struct InteractionFile {
  /// The bytes of the longest line that is read: a user may have a great many items.
  static let longestLine = 1 << 22

  /// The file's path.
  let path: String
  /// What is in it, inflated.
  let bytes: [UInt8]
  /// The number of its bytes as stored.
  let storedCount: Int

  /// Reads the bytes that `source` gives for the file at `path`.
  ///
  /// - Throws: `DataError.file` if it cannot be read, or at the first NUL byte: such a file may be of
  ///   any size, and is none of text.
  init(_ source: ByteSource, path: String) throws(DataError) {
    var bytes: [UInt8] = []
    var checked = 0
    while try source.read(into: &bytes) {
      if bytes[checked...].contains(0) { throw LineCutter.binary(0, path) }
      checked = bytes.count
    }
    self.path = path
    self.bytes = bytes
    storedCount = source.fileBytes
  }

  /// Hands each line that is not blank to `body`: its number and where it is in ``bytes``.
  ///
  /// - Returns: The number of all lines.
  /// - Throws: `DataError.line` with what `body` throws, or for a line that is too long.
  func forEachLine(
    _ body: (_ number: Int, _ line: Range<Int>) throws(LineFailure) -> Void
  ) throws(DataError) -> Int {
    var cutter = LineCutter(path: path, longestLine: Self.longestLine)
    var start = 0
    while let line = try cutter.next(bytes.span, from: &start, isLast: true) {
      do throws(LineFailure) {
        try body(cutter.count, line)
      } catch {
        throw LineCutter.error(error, line: cutter.count, of: path, in: bytes.span)
      }
    }
    return cutter.count
  }
}
