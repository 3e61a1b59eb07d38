import RecommenderData

/// What must hold for whatever a file of sequences is made of.
struct SequenceProperties {
  /// How files are read.
  let reader: InteractionReader
  /// What the file is called.
  let path: String

  typealias Reading = (log: InteractionLog, report: InteractionReport)

  /// Reads `bytes` and checks the result, or the error.
  func check(
    _ bytes: [UInt8], pieceSize: Int, writer: InteractionWriter
  ) throws(FuzzFinding) -> FuzzOutcome {
    let result = try FuzzFinding.agreed(
      read(bytes, pieceSize: 1 << 20), read(bytes, pieceSize: pieceSize), by: ==)
    switch result {
    case .failure(let error):
      try check(error)
      return .rejected
    case .success(let reading):
      try check(reading, fileSize: bytes.count)
      try checkNaming(reading, bytes)
      try checkWriting(reading.log, by: writer)
      return .accepted
    }
  }

  private func read(_ bytes: [UInt8], pieceSize: Int) -> Result<Reading, DataError> {
    do throws(DataError) {
      let source = ByteSource(path: path, bytes: bytes, pieceSize: pieceSize)
      return .success(try reader.read(path, from: source))
    } catch {
      return .failure(error)
    }
  }

  private func check(_ error: DataError) throws(FuzzFinding) {
    switch error {
    case .file, .line, .ambiguousLayout:
      try FuzzFinding.check(message: error.description, names: path)
    default:
      throw FuzzFinding("an error that a file cannot cause: \(error)")
    }
  }

  private func check(_ reading: Reading, fileSize: Int) throws(FuzzFinding) {
    let (log, report) = reading
    try FuzzFinding.check(
      report.users == log.userCount && report.items == log.itemCount
        && report.actions == log.actionCount && report.bytes == fileSize
        && report.layout != .auto, "the report is of something else")
    try FuzzFinding.check(
      log.normalUserCount == log.userCount && log.lengths.allSatisfy { $0 > 0 },
      "a user has no action")
    try FuzzFinding.check(log.itemCounts.allSatisfy { $0 > 0 }, "an item has no action")
    for identifiers in [log.userIdentifiers, log.itemIdentifiers] {
      try FuzzFinding.check(
        IdentifierIndex(identifiers).count == identifiers.count, "an identifier occurs twice")
    }
  }

  /// Checks that to name the layout that was found makes no difference.
  private func checkNaming(_ reading: Reading, _ bytes: [UInt8]) throws(FuzzFinding) {
    var named = reader
    named.layout = reading.report.layout
    switch SequenceProperties(reader: named, path: path).read(bytes, pieceSize: 1 << 20) {
    case .failure(let error):
      throw FuzzFinding("naming the layout that was told gives an error: \(error)")
    case .success(let again):
      try FuzzFinding.check(again == reading, "naming the layout that was told makes a difference")
    }
  }

  /// Checks that what `writer` writes reads back as the same log, or that it says why not.
  private func checkWriting(
    _ log: InteractionLog, by writer: InteractionWriter
  ) throws(FuzzFinding) {
    let written: [UInt8]
    do throws(DataError) {
      written = try writer.bytes(of: log)
    } catch {
      guard case .invalidArgument(let name, _) = error else {
        throw FuzzFinding("the writer throws \(error)")
      }
      return try FuzzFinding.check(message: error.description, names: name)
    }
    let told = InteractionReader(
      layout: writer.layout == .pairs ? .pairs : .sequences, separator: writer.separator)
    for reader in [told, InteractionReader()] {
      let properties = SequenceProperties(reader: reader, path: "w.txt")
      switch properties.read(written, pieceSize: 1 << 20) {
      case .success(let (found, _)):
        try FuzzFinding.check(
          Self.isSame(log, found), "what was written reads back as something else")
      case .failure(.ambiguousLayout) where reader != told: break
      case .failure(let error):
        throw FuzzFinding("what was written cannot be read: \(error)")
      }
    }
  }

  /// Whether two logs hold the same users and sequences by their identifiers.
  private static func isSame(_ one: InteractionLog, _ other: InteractionLog) -> Bool {
    func named(_ log: InteractionLog) -> [[[UInt8]]] {
      (0..<log.userCount).map { user in
        [Array(log.userIdentifiers[user].utf8)]
          + log.sequence(of: user).map { Array(log.itemIdentifiers[Int($0)].utf8) }
      }
    }
    return named(one) == named(other)
  }
}
