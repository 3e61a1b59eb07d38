internal import Synchronization
public import Tensor

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

  /// The fewest lines that are worth a second thread.
  private static let fewestSharedLines = 256

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
  /// - Parameters:
  ///   - paths: Where the files are, at least one.
  ///   - parallelism: The number of threads to use, of which two have work; it does not change the
  ///     result.
  /// - Returns: The ratings, and what was found on the way.
  /// - Throws: `DataError.file` for a file that is missing, unreadable, a directory, empty, binary,
  ///   without ratings, or broken gzip; `DataError.line` for a line that is not a rating or
  ///   contradicts an earlier one; `DataError.invalidArgument` without paths, or if no scale can be
  ///   inferred.
  /// - Complexity: O(bytes) time; about 50 bytes of memory for each rating.
  public func read(
    _ paths: [String], parallelism: Parallelism = .automatic
  ) throws(DataError) -> (ratings: RatingMatrix, report: RatingReport) {
    try read(paths, parallelism: parallelism) { path throws(DataError) in
      try ByteSource(path: path)
    }
  }

  /// Reads the files whose bytes `open` gives, as ``read(_:parallelism:)`` does.
  package func read(
    _ paths: [String], parallelism: Parallelism = .automatic,
    opening open: (String) throws(DataError) -> sending ByteSource
  ) throws(DataError) -> (ratings: RatingMatrix, report: RatingReport) {
    guard !paths.isEmpty else {
      throw .invalidArgument(name: "paths", requirement: "name at least one rating file")
    }
    let gathering = Mutex(RatingCollector())
    var files: [RatingReport.File] = []
    for path in paths {
      let parser = RatingFileParser(
        path: path, separator: separator, header: hasHeader, scale: scale)
      let file = RatingFileCutter(try open(path), parser)
      files.append(try read(file, number: files.count, into: gathering, parallelism))
    }
    let collector = gathering.withLock { $0 }
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

  /// Reads a file: while one thread numbers the identifiers of some lines, another reads and cuts
  /// the next ones.
  private func read(
    _ file: sending RatingFileCutter, number: Int, into collector: borrowing Mutex<RatingCollector>,
    _ parallelism: Parallelism
  ) throws(DataError) -> RatingReport.File {
    let path = file.parser.lines.path
    let cutter = Mutex(file)
    var batch = cutter.withLock { $0.next() }
    while true {
      let cut = batch
      let threads = cut.lines.count < Self.fewestSharedLines ? .serial : parallelism
      let steps = try threads.map(count: 2, chunk: 1) { step throws(DataError) in
        // The lines that come first are in the first step, whose error counts if both have one.
        guard step.lowerBound == 0 else { return cut.isLast ? nil : cutter.withLock { $0.next() } }
        try collector.withLock { gathered throws(DataError) in
          try gathered.add(cut, file: number, path: path)
        }
        return nil
      }
      guard let next = steps[1] else { break }
      batch = next
    }
    let (parser, bytes) = cutter.withLock { ($0.parser, $0.source.fileBytes) }
    guard parser.ratingCount > 0, let layout = parser.layout else {
      throw .file(
        path: path, reason: parser.lines.count == 0 ? "the file is empty" : "no line holds a rating"
      )
    }
    return RatingReport.File(
      path: path, separator: layout.splitter.separator, hasHeader: layout.hasHeader,
      lines: parser.lines.count, ratings: parser.ratingCount, bytes: bytes)
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
