internal import Foundation
internal import RecommenderData
internal import Tensor

/// Writes files that are never seen half-written.
enum AtomicWriter {
  /// Writes `data` under another name and renames it to `url`; missing folders are created.
  static func write(_ data: Data, to url: URL) throws(ExperimentError) {
    try createFolder(url.deletingLastPathComponent())
    do {
      try AtomicFile.write([UInt8](data), to: url.path)
    } catch .file(let path, let reason) {
      throw .file(path: path, reason: reason)
    } catch {
      throw .file(path: url.path, reason: "\(error)")
    }
  }

  /// Creates `folder`, and those it is in, unless it is there.
  static func createFolder(_ folder: URL) throws(ExperimentError) {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw .file(
        path: folder.path, reason: "the folder cannot be created: \(FileFailure.reason(error))")
    }
  }

  /// Removes from `folder` what killed processes were writing there.
  static func removeLeftovers(in folder: URL) {
    PartialFile.removeLeftovers(in: folder.path)
  }
}
