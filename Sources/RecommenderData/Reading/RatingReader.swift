internal import Tensor

/// Reads rating files: `user item rating [time]` in columns, or RecBole's `.inter`.
///
/// Columns are separated by tabs, commas, blanks or `::`; each may be gzip-compressed. A header is
/// found by itself: names such as `user`, `movieId` or `rating:float` tell which columns to use, in
/// any order and among others; without a header, or with one that names only some of them, the
/// first three columns count, and a fourth, the time, is skipped. Identifiers are arbitrary text;
/// users and items are numbered by first appearance. Line ends may be those of Unix or Windows, a
/// byte order mark and blank lines are skipped, the last line needs no line end. With commas, fields
/// may be quoted within a line.
///
/// ```swift
/// let (ratings, report) = try RatingReader().read(["train.tsv", "test.tsv.gz"])
/// report.scale  // inferred, since none was given
/// ```
public struct RatingReader: Hashable, Sendable {
  /// What separates the columns; by default the first of tabs, `::`, commas and blanks that gives
  /// three columns in a file's first line, so that files may differ.
  public var separator: ColumnSeparator?
  /// Whether the first line holds names; by default it does if it names the columns, or at
  /// least one of them and its third column begins with a letter.
  public var hasHeader: Bool?
  /// The ratings that are allowed; by default inferred, see ``RatingScale/init(inferredFrom:)``.
  public var scale: RatingScale?
  /// What becomes of differing ratings of one pair.
  public var duplicates: DuplicatePolicy

  /// The most ratings that room is made for in advance: a file's size may lie.
  private static let greatestReservation = Double(1 << 24)

  /// A reader with the given options.
  public init(
    separator: ColumnSeparator? = nil, hasHeader: Bool? = nil, scale: RatingScale? = nil,
    duplicates: DuplicatePolicy = .error
  ) {
    self.separator = separator
    self.hasHeader = hasHeader
    self.scale = scale
    self.duplicates = duplicates
  }

  /// Reads the files as if they were one after another in one file.
  ///
  /// - Returns: The ratings, and what was found on the way.
  /// - Throws: `DataError.file` for a file that is missing, unreadable, a directory, empty, binary,
  ///   without ratings, or broken gzip; `DataError.line` for a line that is not a rating or
  ///   contradicts an earlier one; `DataError.invalidArgument` without paths, or if no scale can be
  ///   inferred.
  /// - Complexity: O(bytes) time; about 50 bytes of memory for each rating.
  public func read(
    _ paths: [String]
  ) throws(DataError) -> (ratings: RatingMatrix, report: RatingReport) {
    try read(paths) { path throws(DataError) in try ByteSource(path: path) }
  }

  /// Reads the files whose bytes `open` gives, as ``read(_:)`` does.
  package func read(
    _ paths: [String], opening open: (String) throws(DataError) -> ByteSource
  ) throws(DataError) -> (ratings: RatingMatrix, report: RatingReport) {
    guard !paths.isEmpty else {
      throw .invalidArgument(name: "paths", requirement: "name at least one rating file")
    }
    var collector = RatingCollector(scale: scale)
    var files: [RatingReport.File] = []
    for path in paths {
      files.append(try read(path, open(path), file: files.count, into: &collector))
    }
    let sorted = RatingBuilder(
      userCount: collector.users.count, itemCount: collector.items.count,
      columns: collector.columns)
    let unique = RepeatedRatings(sorted.byUser, policy: duplicates)
    if duplicates == .error { try rejectConflicts(unique, collector, paths) }
    let scale =
      if let given = self.scale {
        given
      } else {
        try RatingScale(inferredFrom: collector.columns.values)
      }
    let ratings = try RatingMatrix(
      byUser: unique.byUser, byItem: unique.isUnchanged ? sorted.byItem : nil, scale: scale,
      userIdentifiers: collector.users.strings,
      itemIdentifiers: collector.items.strings)
    let report = RatingReport(
      files: files, users: ratings.userCount, items: ratings.itemCount, ratings: ratings.count,
      scale: scale, scaleIsInferred: self.scale == nil, identicalRepeats: unique.identicalRepeats,
      conflictsResolved: unique.conflicts.count)
    return (ratings, report)
  }

  private func read(
    _ path: String, _ source: ByteSource, file: Int, into collector: inout RatingCollector
  ) throws(DataError) -> RatingReport.File {
    var parser = RatingFileParser(path: path, file: file, separator: separator, header: hasHeader)
    var buffer: [UInt8] = []
    while true {
      let hasMore = try source.read(into: &buffer)
      let isFirst = parser.lineCount == 0
      let used = try parser.parse(buffer.span, isLast: !hasMore, into: &collector)
      guard hasMore else { break }
      if isFirst, used > 0, let size = source.uncompressedSize {
        // What the first lines took tells how many there are; a little more than needed will do.
        let expected = Double(parser.ratingCount) * Double(size) / Double(used)
        let room = Int(min(expected * 1.02, Self.greatestReservation))
        collector.reserveCapacity(collector.columns.count + room)
      }
      buffer.removeFirst(used)
    }
    guard parser.ratingCount > 0, let layout = parser.layout else {
      throw .file(
        path: path, reason: parser.lineCount == 0 ? "the file is empty" : "no line holds a rating")
    }
    return RatingReport.File(
      path: path, separator: layout.splitter.separator, hasHeader: layout.hasHeader,
      lines: parser.lineCount, ratings: parser.ratingCount, bytes: source.fileBytes)
  }

  private func rejectConflicts(
    _ unique: RepeatedRatings, _ collector: RatingCollector, _ paths: [String]
  ) throws(DataError) {
    guard let (earlier, later) = unique.firstConflict(in: collector.columns) else { return }
    let columns = collector.columns
    let place = collector.lines.place(of: later)
    let first = collector.lines.place(of: earlier)
    let user = LineFailure.excerpt(collector.users.strings[Int(columns.users[later])].utf8)
    let item = LineFailure.excerpt(collector.items.strings[Int(columns.items[later])].utf8)
    let origin =
      first.file == place.file ? "line \(first.line)" : "\(paths[first.file]):\(first.line)"
    throw .conflictingRatings(
      path: paths[place.file], line: place.line,
      reason: "user '\(user)' rates item '\(item)' \(columns.values[later].shortText), but "
        + "\(columns.values[earlier].shortText) in \(origin)")
  }
}
