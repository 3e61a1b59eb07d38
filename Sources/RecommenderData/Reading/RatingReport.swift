/// What reading rating files found and did.
public struct RatingReport: Hashable, Codable, Sendable {
  /// What reading one file found.
  public struct File: Hashable, Codable, Sendable {
    /// The file's path.
    public var path: String
    /// What separates its columns.
    public var separator: ColumnSeparator
    /// Whether its first line holds names.
    public var hasHeader: Bool
    /// The number of its lines, header and blank lines included.
    public var lines: Int
    /// The number of its lines that hold a rating.
    public var ratings: Int
    /// The number of its bytes, as stored.
    public var bytes: Int
  }

  /// The files in the order in which they were read.
  public var files: [File]
  /// The number of users.
  public var users: Int
  /// The number of items.
  public var items: Int
  /// The number of ratings, one for each (user, item) pair.
  public var ratings: Int
  /// The scale of the ratings.
  public var scale: RatingScale
  /// Whether the scale was inferred from the ratings rather than given.
  public var scaleIsInferred: Bool
  /// The surplus lines of pairs that occur more than once with the same rating.
  public var identicalRepeats: Int
  /// The pairs that occur with differing ratings, which a policy made into one.
  public var conflictsResolved: Int

  /// The number of lines of all files.
  public var lines: Int { files.reduce(0) { $0 + $1.lines } }
  /// The number of bytes of all files, as stored.
  public var bytes: Int { files.reduce(0) { $0 + $1.bytes } }
}

extension RatingReport: CustomStringConvertible {
  /// The report in one line for each file and one for all, without a final line break.
  public var description: String {
    var lines = files.map { file in
      "\(file.path): \(file.ratings) ratings separated by \(file.separator), "
        + (file.hasHeader ? "with" : "without") + " a header"
    }
    var total =
      "\(users) users, \(items) items, \(ratings) ratings; scale \(scale)"
      + (scaleIsInferred ? " (inferred)" : "")
    if identicalRepeats > 0 { total += "; \(identicalRepeats) identical repeats collapsed" }
    if conflictsResolved > 0 { total += "; \(conflictsResolved) conflicting pairs resolved" }
    lines.append(total)
    return lines.joined(separator: "\n")
  }
}
