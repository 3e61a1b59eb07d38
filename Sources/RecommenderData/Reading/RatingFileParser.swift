/// Cuts the bytes of one rating file into lines, and these into fields.
struct RatingFileParser {
  /// The separator, whether there is a header and the ratings that are allowed, if given.
  let separator: ColumnSeparator?
  let header: Bool?
  let scale: RatingScale?
  /// What cuts lines, and knows their path and number.
  private(set) var lines: LineCutter
  /// The ratings seen so far.
  private(set) var ratingCount = 0
  /// The layout, once a line that is not blank was seen.
  private(set) var layout: RatingFileLayout?
  private var scratch: [UInt8] = []

  init(path: String, separator: ColumnSeparator?, header: Bool?, scale: RatingScale?) {
    lines = LineCutter(path: path)
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
    while let line = try lines.next(bytes, from: &start, isLast: isLast) {
      do throws(LineFailure) {
        try parse(bytes, line: line, into: &batch)
      } catch {
        throw LineCutter.error(error, line: lines.count, of: lines.path, in: bytes)
      }
    }
    return start
  }

  private mutating func parse(
    _ bytes: Span<UInt8>, line: Range<Int>, into batch: inout LineBatch
  ) throws(LineFailure) {
    guard let layout else {
      let layout = try RatingFileLayout(
        line.map { bytes[$0] }, separator: separator, header: header,
        isInter: RatingFileLayout.isInter(lines.path))
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
    let value = try DecimalParser.finite(bytes, fields.rating, called: "rating")
    if let scale, !scale.contains(value) {
      throw LineFailure("the rating \(value.shortText) is outside the scale \(scale)")
    }
    batch.lines.append(
      LineBatch.Line(
        user: LineBatch.Identifier(bytes, fields.user, offset: offset),
        item: LineBatch.Identifier(bytes, fields.item, offset: offset),
        value: value, number: lines.count))
  }

  private func check(
    _ count: Int, _ bytes: Span<UInt8>, _ line: Range<Int>, _ layout: RatingFileLayout
  ) throws(LineFailure) {
    guard count == layout.columnCount else {
      throw layout.splitter.mismatch(count, expected: layout.columnCount, bytes, line)
    }
  }
}
