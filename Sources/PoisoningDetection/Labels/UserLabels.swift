public import RecommenderData

/// Which users of a rating file are known to be fake, from a file of their identifiers.
public struct UserLabels: Sendable {
  /// Whether each user of the ratings is labelled as fake; `nil` for one without a label.
  public let isFake: [Bool?]
  /// The users of the ratings that have a label, ascending.
  public var labelledUsers: [Int] { isFake.indices.filter { isFake[$0] != nil } }

  /// The number of labels of users who are not in the ratings.
  public let unknownUsers: Int

  /// Reads labels of users of `ratings`.
  ///
  /// A line holds a user and 1, or 0 for a normal one, separated as in rating files: by a tab, a comma,
  /// blanks or two colons, the first line telling which. The file may be compressed, and identifiers
  /// between commas quoted. Empty lines, and one header, are skipped. Labels of other users are
  /// counted and left out; a user of the ratings need not have one.
  ///
  /// - Throws: `LabelError` naming the file and the line.
  /// - Complexity: O(users + bytes of the file).
  public init(contentsOf path: String, for ratings: RatingMatrix) throws(LabelError) {
    let lines: [ColumnLines.Line]
    do throws(DataError) {
      lines = try ColumnLines(contentsOf: path, columns: 2).lines
    } catch {
      throw LabelError(error, file: path)
    }
    let users = IdentifierIndex(ratings.userIdentifiers)
    var labels = [Bool?](repeating: nil, count: ratings.userCount)
    var unknown = 0
    for (place, line) in lines.enumerated() {
      let fields = line.fields
      guard fields.count == 2, fields[1] == "0" || fields[1] == "1" else {
        if place == 0, fields.count == 2 { continue }
        throw LabelError(file: path, line: line.number, reason: "is not a user and 0 or 1")
      }
      guard let user = users[fields[0]] else {
        unknown += 1
        continue
      }
      let isFake = fields[1] == "1"
      if let known = labels[user], known != isFake {
        throw LabelError(file: path, line: line.number, reason: "\(fields[0]) has two labels")
      }
      labels[user] = isFake
    }
    isFake = labels
    unknownUsers = unknown
  }
}

/// Why labels cannot be read.
public struct LabelError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file.
  public let file: String
  /// The line, from 1; `nil` if the fault is not in one.
  public let line: Int?
  /// What is wrong.
  public let reason: String

  init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  /// What reading the lines of `file` came upon.
  init(_ error: DataError, file: String) {
    switch error {
    case .line(_, let line, let reason): self.init(file: file, line: line, reason: reason)
    case .file(_, let reason): self.init(file: file, line: nil, reason: reason)
    default: self.init(file: file, line: nil, reason: "\(error)")
    }
  }

  /// The error in one line.
  public var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": " + reason
  }
}
