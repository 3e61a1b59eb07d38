internal import ArgumentParser
internal import Foundation
internal import RecommenderData
internal import Tensor

/// Checks of `--out`, and of other options that name what is written, before any work is done.
enum OutputPath {
  /// Checks that a file can be put at `path`: its folder is there.
  static func validateFile(_ path: String, option: String = "--out") throws {
    guard !path.isEmpty else { throw ValidationError("\(option): a file name is needed") }
    let url = URL(fileURLWithPath: path)
    guard !FileFailure.isDirectory(path) else {
      throw ValidationError("\(option): \(path) is a folder, not a file")
    }
    guard FileFailure.isDirectory(url.deletingLastPathComponent().path) else {
      throw ValidationError("\(option): \(path): there is no such folder to put the file in")
    }
    if AtomicFile.isReplaceable(path) {
      try validateWritable(url.deletingLastPathComponent(), for: path, option)
    }
  }

  /// Checks that `path` is a folder, or that one of that name can be made.
  static func validateFolder(_ path: String, option: String = "--out") throws {
    guard !path.isEmpty else { throw ValidationError("\(option): a folder is needed") }
    guard !FileManager.default.fileExists(atPath: path) || FileFailure.isDirectory(path)
    else { throw ValidationError("\(option): \(path) is a file, not a folder") }
    try validateWritable(URL(fileURLWithPath: path), for: path, option)
  }

  /// Checks that `folder`, or if it is not there the folder that it would be made in, may be
  /// written to.
  private static func validateWritable(
    _ folder: URL, for path: String, _ option: String
  ) throws {
    var folder = folder
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      folder.deleteLastPathComponent()
    }
    if let refusal = SystemFailure.refusal(ofFolder: folder.path) {
      throw ValidationError("\(option): \(path): \(folder.path) cannot be written to: \(refusal)")
    }
  }
}
