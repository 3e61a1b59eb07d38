internal import Foundation

/// The bytes of a file from its beginning to its end, inflated if it is a gzip file.
///
/// A file is taken for gzip if its name ends in `.gz` or its first bytes are gzip's.
final class ByteSource {
  private static let chunkSize = 1 << 20

  private let path: String
  private let handle: FileHandle
  private var decoder: GzipDecoder?
  private var isAtStart = true
  /// The number of bytes read from the file, before inflation.
  private(set) var fileBytes = 0

  /// Opens the file at `path`.
  ///
  /// - Throws: `DataError.file` if it is missing, a directory or may not be read.
  init(path: String) throws(DataError) {
    self.path = path
    guard !FileFailure.isDirectory(path) else { throw .file(path: path, reason: "is a directory") }
    do {
      handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw .file(path: path, reason: FileFailure.reason(error))
    }
  }

  deinit { try? handle.close() }

  /// The size of the whole file, unless it is compressed or no regular file.
  var uncompressedSize: Int? {
    guard decoder == nil else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
    return (attributes?[.size] as? NSNumber)?.intValue
  }

  /// Appends the next bytes, about a mebibyte, to `buffer`.
  ///
  /// - Returns: `false` at the end of the file.
  /// - Throws: `DataError.file` if the file cannot be read or is a broken gzip file.
  func read(into buffer: inout [UInt8]) throws(DataError) -> Bool {
    let data: Data
    do {
      data = try handle.read(upToCount: Self.chunkSize) ?? Data()
    } catch {
      throw .file(path: path, reason: FileFailure.reason(error))
    }
    fileBytes += data.count
    do throws(GzipDecoder.Failure) {
      if isAtStart {
        isAtStart = false
        let hasMagic = data.prefix(2).elementsEqual([0x1f, 0x8b])
        if hasMagic || (path.lowercased().hasSuffix(".gz") && !data.isEmpty) {
          decoder = try GzipDecoder()
        }
      }
      if let decoder {
        guard !data.isEmpty else {
          try decoder.finish()
          return false
        }
        try decoder.decode([UInt8](data), into: &buffer)
        return true
      }
    } catch {
      throw .file(path: path, reason: "\(error)")
    }
    buffer.append(contentsOf: data)
    return !data.isEmpty
  }
}
