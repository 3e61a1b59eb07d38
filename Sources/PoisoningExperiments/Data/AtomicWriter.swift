internal import Foundation

/// Writes files that are never seen half-written.
enum AtomicWriter {
  /// Writes `data` under another name and renames it to `url`; missing folders are created.
  static func write(_ data: Data, to url: URL) throws(ExperimentError) {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: url, options: .atomic)
    } catch {
      throw .file(path: url.path, reason: "cannot be written (\(error.localizedDescription))")
    }
  }
}
