internal import Foundation
internal import RecommenderData
internal import Tensor

/// Standard output and standard error.
enum Terminal {
  /// Whether standard error is a terminal, and progress may be drawn on it.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Makes failures to write errors of the call that writes.
  ///
  /// A reader that has gone and a file beyond the permitted size would otherwise end the process
  /// without a word; and a file opened while standard output or error is closed would take its
  /// place and the messages meant for it.
  static func prepare() {
    signal(SIGPIPE) { _ in }
    signal(SIGXFSZ) { _ in }
    SystemFailure.reserveStandardStreams()
  }

  /// Writes to standard output.
  ///
  /// - Throws: `DataError.file` if it is closed or full, or if nobody reads it any more.
  static func write(_ text: String) throws {
    do {
      try AtomicFile.write(text, to: "/dev/stdout")
    } catch .file(_, let reason) {
      throw DataError.file(path: "standard output", reason: reason)
    }
  }

  /// A value as one JSON object on several lines, to be written to standard output.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// Writes to standard error, if anything can be.
  static func writeError(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
