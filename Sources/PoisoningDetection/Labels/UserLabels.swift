internal import Foundation
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
  /// A line holds a user and 1, or 0 for a normal one, separated by blanks, a tab or a comma. Empty
  /// lines, and one header, are skipped. Labels of other users are counted and left out; a user of the
  /// ratings need not have one.
  ///
  /// - Throws: `LabelError` naming the file and the line.
  public init(contentsOf path: String, for ratings: RatingMatrix) throws(LabelError) {
    let text: String
    do {
      text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    } catch {
      throw LabelError(file: path, line: nil, reason: FileFailure.reason(error))
    }
    let users = IdentifierIndex(ratings.userIdentifiers)
    var labels = [Bool?](repeating: nil, count: ratings.userCount)
    var unknown = 0
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let fields = line.split { $0 == "\t" || $0 == " " || $0 == "," }
      if fields.isEmpty { continue }
      guard fields.count == 2, fields[1] == "0" || fields[1] == "1" else {
        if place == 0, fields.count == 2 { continue }
        throw LabelError(file: path, line: place + 1, reason: "is not a user and 0 or 1")
      }
      guard let user = users[String(fields[0])] else {
        unknown += 1
        continue
      }
      let isFake = fields[1] == "1"
      if let known = labels[user], known != isFake {
        throw LabelError(file: path, line: place + 1, reason: "\(fields[0]) has two labels")
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

  /// The error in one line.
  public var description: String {
    file + (line.map { ":\($0)" } ?? "") + ": " + reason
  }
}
