/// A rating file on its way from stored bytes to lines that are cut into fields.
struct RatingFileCutter {
  /// The bytes of a batch at most; several times the longest line.
  private static let batchSize = 1 << 18
  /// The bytes of a line of which no file has much shorter ones.
  private static let shortLine = 12
  /// The most ratings that room is made for in advance: a file's size may lie.
  private static let greatestReservation = Double(1 << 24)

  /// Where the bytes come from.
  let source: ByteSource
  /// What is known of the lines so far.
  private(set) var parser: RatingFileParser
  /// Bytes that were read, and how many of them are dealt with.
  private var buffer: [UInt8] = []
  private var used = 0
  private var sourceIsEmpty = false

  init(_ source: ByteSource, _ parser: RatingFileParser) {
    self.source = source
    self.parser = parser
  }

  /// The next lines; the last batch of a file may hold none.
  mutating func next() -> LineBatch {
    var batch = LineBatch()
    do throws(DataError) {
      try cut(into: &batch)
    } catch {
      batch.failure = error
      batch.isLast = true
    }
    return batch
  }

  private mutating func cut(into batch: inout LineBatch) throws(DataError) {
    if !sourceIsEmpty, buffer.count - used < Self.batchSize {
      buffer.removeFirst(used)
      used = 0
      sourceIsEmpty = try !source.read(into: &buffer)
    }
    let isFirst = parser.lines.count == 0
    let bytes = Array(buffer[used...].prefix(Self.batchSize))
    batch.text = bytes
    batch.lines.reserveCapacity(bytes.count / Self.shortLine)
    batch.isLast = sourceIsEmpty && used + bytes.count == buffer.count
    let count = try parser.parse(bytes.span, isLast: batch.isLast, into: &batch)
    used += count
    if isFirst, count > 0, !batch.isLast, let size = source.uncompressedSize {
      // What the first lines took tells how many there are; a little more than needed will do.
      let expected = Double(parser.ratingCount) * Double(size) / Double(count)
      batch.expectedCount = Int(min(expected * 1.02, Self.greatestReservation))
    }
  }
}
