internal import Foundation

/// An open file of bytes; closed when the value goes.
///
/// Every failure is a `TensorError.file` with the path and the system's reason.
package struct BinaryFile: ~Copyable {
  private let descriptor: Int32
  /// The path that failures name.
  private let path: String

  /// Opens a regular file for reading.
  init(reading path: String) throws(TensorError) {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    try self.init(open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), path)
  }

  /// Opens a file that exists, such as a device or a pipe, for writing.
  package init(writing path: String) throws(TensorError) {
    try self.init(open(path, O_WRONLY | O_CLOEXEC), path)
  }

  /// Another handle of a file that this process has opened under the given number.
  ///
  /// - Parameter path: What failures call it.
  package init(duplicating descriptor: Int32, path: String) throws(TensorError) {
    try self.init(fcntl(descriptor, F_DUPFD_CLOEXEC, 3), path)
  }

  private init(_ descriptor: Int32, _ path: String) throws(TensorError) {
    self.descriptor = descriptor
    self.path = path
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The number of bytes of a regular file; throws for anything else.
  func size() throws(TensorError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .file(path: path, reason: "not a regular file")
    }
    return Int(status.st_size)
  }

  /// Fills `buffer` from where the last call ended.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TensorError) {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = Foundation.read(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      guard count > 0 else { throw .file(path: path, reason: "ends too soon") }
      filled += count
    }
  }

  /// The next `count` bytes.
  func read(_ count: Int) throws(TensorError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try bytes.withUnsafeMutableBufferPointer { buffer throws(TensorError) in
      try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return bytes
  }

  /// Appends `buffer`.
  func write(_ buffer: UnsafeRawBufferPointer) throws(TensorError) {
    var written = 0
    while written < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path) }
      written += count
    }
  }

  /// Appends `bytes`.
  package func write(_ bytes: [UInt8]) throws(TensorError) {
    try bytes.withUnsafeBufferPointer { buffer throws(TensorError) in
      try write(UnsafeRawBufferPointer(buffer))
    }
  }

  /// Writes a file as a whole or not at all: under another name, renamed when it is complete.
  ///
  /// A file that was there hands on its permissions.
  ///
  /// - Throws: `TensorError.file` with `path`, or what `body` throws; a file of this name then
  ///   stays as it was, and nothing else is left.
  package static func replace(
    _ path: String, _ body: (borrowing BinaryFile) throws(TensorError) -> Void
  ) throws(TensorError) {
    var temporary = PartialFile.name(beside: path)
    var descriptor = openLocked(temporary)
    while descriptor < 0, errno == EEXIST {
      temporary = PartialFile.name(beside: path)
      descriptor = openLocked(temporary)
    }
    let file = try BinaryFile(descriptor, path)
    do throws(TensorError) {
      try body(file)
      var old = stat()
      if stat(path, &old) == 0 { _ = fchmod(file.descriptor, old.st_mode & 0o7777) }
      guard fsync(file.descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Creates a file, which must not exist yet, and locks it; −1 with `errno` if that fails.
  ///
  /// Between the two steps another process may take it for a leftover and remove it; then the name
  /// counts as taken. Where there are no locks, leftovers stay.
  private static func openLocked(_ name: String) -> Int32 {
    let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return -1 }
    _ = flock(descriptor, LOCK_EX)
    var (opened, named) = (stat(), stat())
    if fstat(descriptor, &opened) == 0, stat(name, &named) == 0, opened.st_ino == named.st_ino {
      return descriptor
    }
    close(descriptor)
    errno = EEXIST
    return -1
  }

  private static func failure(_ path: String) -> TensorError {
    .file(path: path, reason: SystemFailure.reason(errno))
  }
}
