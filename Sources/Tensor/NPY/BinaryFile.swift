internal import Foundation
internal import Synchronization

/// An open file of bytes; closed when the value goes.
///
/// Every failure is a `TensorError.file` with the path and the system's reason.
struct BinaryFile: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// The number of files that ``replace(_:_:)`` has begun, for names that do not meet.
  private static let replacements = Atomic<Int>(0)

  /// Opens a regular file for reading.
  init(reading path: String) throws(TensorError) {
    // Without O_NONBLOCK, opening a pipe would wait for its writer.
    try self.init(path, flags: O_RDONLY | O_NONBLOCK)
  }

  /// Creates a file that must not exist yet, for writing.
  init(creating path: String) throws(TensorError) {
    try self.init(path, flags: O_WRONLY | O_CREAT | O_EXCL)
  }

  private init(_ path: String, flags: Int32) throws(TensorError) {
    descriptor = open(path, flags | O_CLOEXEC, 0o666)
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

  /// Writes a file as a whole or not at all: under another name, renamed when it is complete.
  ///
  /// - Throws: `TensorError.file`, or what `body` throws; a file of this name then stays as it was.
  static func replace(
    _ path: String, _ body: (borrowing BinaryFile) throws(TensorError) -> Void
  ) throws(TensorError) {
    let number = replacements.wrappingAdd(1, ordering: .relaxed).newValue
    let temporary = "\(path).\(getpid())-\(number).partial"
    do throws(TensorError) {
      let file = try BinaryFile(creating: temporary)
      try body(file)
      guard fsync(file.descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func failure(_ path: String) -> TensorError {
    .file(path: path, reason: String(cString: strerror(errno)))
  }
}
