/// Consecutive lines of a rating file, cut into fields: all that can be done with them before the
/// identifiers of the lines above are numbered.
struct LineBatch: Sendable {
  /// An identifier in ``text``.
  struct Identifier: Sendable {
    /// What ``IdentifierTable`` compares first.
    var word: UInt64
    private var start: Int32
    private var end: Int32

    /// The identifier `bytes[range]`, which stands in the text `offset` bytes later.
    init(_ bytes: Span<UInt8>, _ range: Range<Int>, offset: Int) {
      word = IdentifierTable.word(bytes, range)
      start = Int32(offset + range.lowerBound)
      end = Int32(offset + range.upperBound)
    }

    /// Where in the text the identifier is.
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// A line that holds a rating.
  struct Line: Sendable {
    var user: Identifier
    var item: Identifier
    var value: Double
    /// The line's number in its file, from 1.
    var number: Int
  }

  /// The bytes of the lines and, after them, those of quoted fields without their quotation.
  var text: [UInt8] = []
  /// The lines that hold ratings.
  var lines: [Line] = []
  /// What is wrong with the line or the bytes after ``lines``.
  var failure: DataError?
  /// Whether nothing of the file follows.
  var isLast = false
  /// The number of ratings in the file, roughly, where its beginning tells.
  var expectedCount: Int?
}
