internal import ArgumentParser
internal import Foundation

/// Checks of `--out` before any work is done.
enum OutputPath {
  /// Checks that a file can be put at `path`: its folder is there.
  static func validateFile(_ path: String) throws {
    guard !path.isEmpty else { throw ValidationError("--out: a file name is needed") }
    let url = URL(fileURLWithPath: path)
    guard !isFolder(url) else { throw ValidationError("--out: \(path) is a folder, not a file") }
    guard isFolder(url.deletingLastPathComponent()) else {
      throw ValidationError("--out: \(path): there is no such folder to put the file in")
    }
  }

  /// Checks that `path` is a folder, or that one of that name can be made.
  static func validateFolder(_ path: String) throws {
    guard !path.isEmpty else { throw ValidationError("--out: a folder is needed") }
    guard !FileManager.default.fileExists(atPath: path) || isFolder(URL(fileURLWithPath: path))
    else { throw ValidationError("--out: \(path) is a file, not a folder") }
  }

  private static func isFolder(_ url: URL) -> Bool {
    let target = url.resolvingSymlinksInPath()
    return (try? target.resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory ?? false
  }
}
