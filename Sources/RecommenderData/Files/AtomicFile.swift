internal import Foundation

/// Writes whole files so that a reader sees the old content or the new, never a part.
///
/// The bytes go into a temporary file in the same folder, which then takes the place of the old
/// file in one step; a failure leaves the old file as it was and nothing else behind. What is not a
/// regular file (a pipe, `/dev/stdout`) is written straight, for it cannot be replaced.
public enum AtomicFile {
  /// Writes `bytes` to the file at `path`, in place of what was there.
  ///
  /// - Throws: `DataError.file` with the path and the reason: a missing folder, a directory of that
  ///   name, no permission, no space.
  public static func write(_ bytes: [UInt8], to path: String) throws(DataError) {
    guard !path.isEmpty else {
      throw .invalidArgument(name: "path", requirement: "it is empty; name a file")
    }
    guard !FileFailure.isDirectory(path) else { throw .file(path: path, reason: "is a directory") }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    guard FileFailure.isDirectory(folder) else {
      throw .file(path: path, reason: "there is no folder \(folder)")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    let type = attributes?[.type] as? FileAttributeType
    do {
      if let type, type != .typeRegular {
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: Data(bytes))
        try handle.close()
      } else {
        try Data(bytes).write(to: url, options: .atomic)
      }
    } catch {
      throw .file(path: path, reason: "cannot be written: \(FileFailure.reason(error))")
    }
  }

  /// Writes `text` in UTF-8 to the file at `path`, in place of what was there.
  ///
  /// - Throws: As ``write(_:to:)-([UInt8],_)``.
  public static func write(_ text: String, to path: String) throws(DataError) {
    try write(Array(text.utf8), to: path)
  }
}
