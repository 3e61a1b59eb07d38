/// Writes files of sequences that ``InteractionReader`` and other tools read.
///
/// Users come in the order of their indices; users and items without an action do not appear. Between
/// commas, identifiers are quoted where they need it (RFC 4180). Files are written as ``AtomicFile``
/// does: whole or not at all, and compressed if their name ends in `.gz`.
///
/// A reader told the layout and the separator gets the same sequences back; one that is told nothing
/// gets them too, or an error where they can be taken for something else.
///
/// ```swift
/// try InteractionWriter().write(log, to: "sequences.txt.gz")
/// try InteractionWriter(layout: .pairs, separator: .tab).write(log, to: "pairs.tsv")
/// ```
public struct InteractionWriter: Hashable, Sendable {
  /// The layouts that can be written.
  public enum Layout: String, CaseIterable, Hashable, Codable, Sendable {
    /// `user item item …`: all actions of a user in one line, oldest first.
    case sequences
    /// `user item`: an action in each line, oldest first.
    case pairs
  }

  /// How lines are built.
  public var layout: Layout
  /// What separates the columns.
  public var separator: ColumnSeparator

  /// A writer of lines of this layout.
  public init(layout: Layout = .sequences, separator: ColumnSeparator = .blanks) {
    self.layout = layout
    self.separator = separator
  }

  /// Writes every action of `log`.
  ///
  /// - Throws: `DataError.invalidArgument` for an identifier that could not be read back: one that
  ///   is empty, longer than 32,704 bytes or holds a line break, and unless commas separate, one that
  ///   holds the separator or begins or ends with a blank; also for a first line that a reader would
  ///   cut otherwise or take for a header, and for one of more than 4 MiB; `DataError.file` if the
  ///   file cannot be written.
  /// - Complexity: O(size of the file) time and memory.
  public func write(_ log: InteractionLog, to path: String) throws(DataError) {
    try AtomicFile.write(bytes(of: log), to: path)
  }

  /// Writes fake sequences as actions of users named as injecting them into `log` would.
  ///
  /// - Parameters:
  ///   - sequences: Over the items of `log`.
  ///   - log: The log under attack, which knows the identifiers.
  ///   - path: Where to.
  /// - Throws: As ``write(_:to:)``; `DataError.actionOutOfRange` for an item that `log` lacks.
  public func write(
    _ sequences: some Collection<FakeSequence>, against log: InteractionLog, to path: String
  ) throws(DataError) {
    let fakes = try InteractionLog(
      userIdentifiers: log.fakeUserIdentifiers(count: sequences.count),
      itemIdentifiers: log.itemIdentifiers, sequences: sequences.map(\.items))
    try write(fakes, to: path)
  }

  /// The content of the file that ``write(_:to:)`` writes.
  package func bytes(of log: InteractionLog) throws(DataError) -> [UInt8] {
    let identifiers = IdentifierFields(separator: separator)
    let users = try identifiers.fields(of: log.userIdentifiers, called: "user")
    let items = try identifiers.fields(of: log.itemIdentifiers, called: "item")
    let separator = Array(separator.text.utf8)
    var text: [UInt8] = []
    for user in 0..<log.userCount {
      let start = text.count
      for (position, item) in log.sequence(of: user).enumerated() {
        if position == 0 || layout == .pairs { text += users[user] }
        text += separator
        text += items[Int(item)]
        if layout == .pairs { text.append(UInt8(ascii: "\n")) }
      }
      guard layout == .sequences, text.count > start else { continue }
      guard text.count - start <= InteractionFile.longestLine else {
        throw .invalidArgument(
          name: "user '\(LineFailure.excerpt(log.userIdentifiers[user].utf8))'",
          requirement: "a line cannot be longer than \(InteractionFile.longestLine) bytes; "
            + "write pairs")
      }
      text.append(UInt8(ascii: "\n"))
    }
    try checkFirstLine(of: text)
    return LineCutter.marked(text)
  }

  /// Checks that a reader would take the first line for what it is.
  private func checkFirstLine(of text: [UInt8]) throws(DataError) {
    let first = Array(text.prefix { $0 != UInt8(ascii: "\n") })
    guard !first.isEmpty else { return }
    let reader = InteractionReader(layout: layout == .pairs ? .pairs : .sequences)
    let asGiven = try? InteractionColumns(first, reader, path: "")
    let asFound = try? InteractionColumns(first, InteractionReader(), path: "")
    let isRight = [asGiven, asFound].allSatisfy { columns in
      columns?.splitter.separator == separator && columns?.hasHeader == false
    }
    guard isRight, layout == .sequences || asGiven?.couldBeHeader == false else {
      throw .invalidArgument(
        name: "the line '\(LineFailure.excerpt(first))'",
        requirement: "a reader would not take it for an action separated by "
          + "\(separator); choose another separator or identifiers")
    }
  }
}
