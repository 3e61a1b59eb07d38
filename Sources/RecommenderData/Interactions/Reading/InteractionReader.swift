/// Reads files of sequences: what users acted on, in order.
///
/// A line holds a user and all its items, oldest first (``InteractionLayout/sequences``), a user and
/// one item, each user's lines in order (``InteractionLayout/pairs``), or a user, an item and a time,
/// in any order (``InteractionLayout/timed``); actions of a user at the same time keep the order of
/// the file. RecBole's `.inter` is one of the last two under a typed header
/// (``InteractionLayout/inter``). An item may come again.
///
/// Columns are separated by tabs, commas, blanks or `::`; the file may be gzip-compressed.
/// Identifiers are arbitrary text; users and items are numbered by first appearance. Line ends may
/// be those of Unix or Windows, a byte order mark and blank lines are skipped. With commas, fields may
/// be quoted within a line. A first line that names a user and an item column (`user_id`, `item` …) is
/// a header, unless lines are sequences: it tells which columns to use, in any order and among others.
///
/// Unless it is given, the layout is told in this order:
/// 1. by the name `.inter` or a typed header: `inter`;
/// 2. by a header: `timed` if it names a time, else `pairs`;
/// 3. two columns in every line: `pairs`; where no user repeats these are sequences as well;
/// 4. no line begins with the user of another: `sequences`, except that three columns in every line
///    are ambiguous if a third one is a number;
/// 5. users repeat and every line has three columns: `timed`, except that they are ambiguous if no
///    number in the third is outside 0 to 10, since they could be ratings.
///
/// Everything else, and a second column with blanks in it beside a separator that was not given
/// either, is ambiguous, which is an error that names the option to give.
///
/// ```swift
/// let (log, report) = try InteractionReader().read("Beauty.txt.gz")
/// report.layout  // sequences, as told from the lines
/// ```
public struct InteractionReader: Hashable, Sendable {
  /// How lines are built.
  public var layout: InteractionLayout
  /// What separates the columns; by default the first of tabs, `::`, commas and blanks that gives
  /// two columns or more in the first line.
  public var separator: ColumnSeparator?
  /// Whether the first line holds names, which a file in the layout `inter` has anyway.
  ///
  /// By default it does if it names a user and an item column and lines are not given to be sequences.
  public var hasHeader: Bool?

  /// A reader with the given options.
  public init(
    layout: InteractionLayout = .auto, separator: ColumnSeparator? = nil, hasHeader: Bool? = nil
  ) {
    self.layout = layout
    self.separator = separator
    self.hasHeader = hasHeader
  }

  /// Reads the file at `path`.
  ///
  /// - Returns: The sequences, each of one action at least, and what was found on the way. Times are
  ///   compared in double precision.
  /// - Throws: `DataError.file` for a file that is missing, unreadable, a directory, empty, binary,
  ///   without actions, or broken gzip; `.line` for a line that is not as the layout says, among them
  ///   a user without items or with two lines of sequences, an identifier that is empty or no UTF-8,
  ///   and a time that is no finite number; `.ambiguousLayout` if the layout cannot be told.
  /// - Complexity: O(bytes) time, and O(n log n) for n actions with times; the file is held in memory,
  ///   beside about 24 bytes for each action.
  public func read(
    _ path: String
  ) throws(DataError) -> (log: InteractionLog, report: InteractionReport) {
    try read(path, from: ByteSource(path: path))
  }

  /// Reads the bytes that `source` gives, as ``read(_:)`` does those of the file at `path`.
  package func read(
    _ path: String, from source: ByteSource
  ) throws(DataError) -> (log: InteractionLog, report: InteractionReport) {
    let file = try InteractionFile(source, path: path)
    let columns = try columns(of: file)
    var collector = InteractionCollector()
    let lines = try columns.forEachRow(of: file) {
      text, places, line, number throws(LineFailure) in
      if columns.layout == .sequences {
        try collector.addSequence(text, places, line: number)
        return
      }
      guard places.count == columns.count else {
        throw columns.splitter.mismatch(
          places.count, expected: columns.count, file.bytes.span, line)
      }
      try collector.addAction(
        text, user: places[columns.user], item: places[columns.item],
        time: columns.time.map { places[$0] })
    }
    guard collector.count > 0 else { throw .file(path: path, reason: "no line holds an action") }
    let log = collector.log
    let report = InteractionReport(
      path: path, layout: columns.layout, separator: columns.splitter.separator,
      hasHeader: columns.hasHeader, isOrderedByTime: columns.time != nil, lines: lines,
      bytes: file.storedCount, users: log.userCount, items: log.itemCount,
      actions: log.actionCount)
    return (log, report)
  }

  /// What the columns of a file are, by its first line and, unless that suffices, by all.
  private func columns(of file: InteractionFile) throws(DataError) -> InteractionColumns {
    var cutter = LineCutter(path: file.path, longestLine: InteractionFile.longestLine)
    var start = 0
    guard let first = try cutter.next(file.bytes.span, from: &start, isLast: true) else {
      let reason = cutter.count == 0 ? "the file is empty" : "no line holds an action"
      throw .file(path: file.path, reason: reason)
    }
    let line = Array(file.bytes[first])
    func onFirstLine<T>(_ body: () throws(LineFailure) -> T) throws(DataError) -> T {
      do throws(LineFailure) {
        return try body()
      } catch {
        throw LineCutter.error(error, line: cutter.count, of: file.path, in: file.bytes.span)
      }
    }
    var columns = try onFirstLine { () throws(LineFailure) in
      try InteractionColumns(line, self, path: file.path)
    }
    if columns.layout == .auto {
      var evidence = InteractionEvidence()
      _ = try columns.forEachRow(of: file) { text, places, _, number in
        evidence.add(text, places, line: number)
      }
      columns.layout = try evidence.layout(of: file.path, separatorIsGiven: separator != nil)
    }
    if hasHeader == nil, columns.couldBeHeader, columns.layout != .sequences {
      throw .ambiguousLayout(
        path: file.path, option: "hasHeader",
        reason: "line \(cutter.count) names only one of user and item: it could be a header or an "
          + "action")
    }
    try onFirstLine { () throws(LineFailure) in try columns.checkCount() }
    return columns
  }
}
