internal import Foundation
internal import Tensor

/// Writes whole files so that a reader sees the old content or the new, never a part.
///
/// The bytes go into a temporary file in the same folder, which then takes the place of the old
/// file in one step; a failure leaves the old file as it was and nothing else behind. What cannot be
/// replaced (a pipe, a device, an open file such as `/dev/stdout`) is written straight. A path that
/// ends in `.gz` gives a gzip file.
public enum AtomicFile {
  /// Writes `bytes` to the file at `path`, in place of what was there.
  ///
  /// - Throws: `DataError.file` with the path and the reason: a missing folder, a directory of that
  ///   name, no permission, no space.
  public static func write(_ bytes: [UInt8], to path: String) throws(DataError) {
    guard !path.isEmpty else {
      throw .invalidArgument(name: "path", requirement: "it is empty; name a file")
    }
    let bytes = path.lowercased().hasSuffix(".gz") ? try GzipEncoder.encode(bytes) : bytes
    if let descriptor = descriptor(at: path) {
      return try write(path) { () throws(TensorError) in
        try BinaryFile(duplicating: descriptor, path: path).write(bytes)
      }
    }
    guard !FileFailure.isDirectory(path) else { throw .file(path: path, reason: "is a directory") }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let folder = url.deletingLastPathComponent().path
    guard FileFailure.isDirectory(folder) else {
      throw .file(path: path, reason: "there is no folder \(folder)")
    }
    let isReplaceable = isReplaceable(path)
    try write(path) { () throws(TensorError) in
      if isReplaceable {
        try BinaryFile.replace(url.path) { file throws(TensorError) in try file.write(bytes) }
      } else {
        try BinaryFile(writing: url.path).write(bytes)
      }
    }
  }

  /// Whether a file at `path` would be replaced, not written straight: there is none yet, or a
  /// regular one.
  package static func isReplaceable(_ path: String) -> Bool {
    guard descriptor(at: path) == nil else { return false }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: target)
    let type = attributes?[.type] as? FileAttributeType
    return type == nil || type == .typeRegular
  }

  /// Writes `text` in UTF-8 to the file at `path`, in place of what was there.
  ///
  /// - Throws: As ``write(_:to:)-([UInt8],_)``.
  public static func write(_ text: String, to path: String) throws(DataError) {
    try write(Array(text.utf8), to: path)
  }

  private static func write(
    _ path: String, _ body: () throws(TensorError) -> Void
  ) throws(DataError) {
    do throws(TensorError) {
      try body()
    } catch {
      guard case .file(_, let reason) = error else {
        throw .file(path: path, reason: "cannot be written: \(error)")
      }
      throw .file(path: path, reason: "cannot be written: \(reason)")
    }
  }

  /// The number of the open file that `path` stands for, as `/dev/stdout` does.
  ///
  /// Where these names are links, to replace the file they lead to would leave the process that
  /// opened it with one that has no name any more.
  private static func descriptor(at path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      let folder = ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
      return folder.flatMap { Int32(path.dropFirst($0.count)) }
    }
  }
}
