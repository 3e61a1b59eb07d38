internal import Foundation

/// Standard output and standard error.
enum Terminal {
  /// Whether standard error is a terminal, and progress may be drawn on it.
  static var showsProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes to standard output.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes to standard error.
  static func writeError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
