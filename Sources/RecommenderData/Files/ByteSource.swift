internal import Foundation

/// The bytes of a file from its beginning to its end, inflated if it is a gzip file.
///
/// A file is taken for gzip if its name ends in `.gz` or its first bytes are gzip's.
package final class ByteSource {
  /// Where the bytes come from.
  private enum Origin {
    case file(FileHandle)
    case memory([UInt8], pieceSize: Int)
  }

  private static let chunkSize = 1 << 20
  /// The first bytes tell whether the file is compressed, and a small piece of that may inflate to
  /// a thousand times its size.
  private static let compressedChunkSize = 1 << 16

  private let path: String
  private let origin: Origin
  private var decoder: GzipDecoder?
  private var isAtStart = true
  /// The number of bytes read from the file, before inflation.
  private(set) var fileBytes = 0

  /// Opens the file at `path`.
  ///
  /// - Throws: `DataError.file` if it is missing, a directory or may not be read.
  package init(path: String) throws(DataError) {
    self.path = path
    guard !FileFailure.isDirectory(path) else { throw .file(path: path, reason: "is a directory") }
    do {
      origin = .file(try FileHandle(forReadingFrom: URL(fileURLWithPath: path)))
    } catch {
      throw .file(path: path, reason: FileFailure.reason(error))
    }
  }

  /// Takes `bytes` as if they stood in a file at `path` that gives `pieceSize` of them at a time.
  package init(path: String, bytes: [UInt8], pieceSize: Int) {
    self.path = path
    origin = .memory(bytes, pieceSize: pieceSize)
  }

  deinit {
    if case .file(let handle) = origin { try? handle.close() }
  }

  /// The size of the whole file, unless it is compressed or no regular file.
  var uncompressedSize: Int? {
    guard decoder == nil, case .file = origin else { return nil }
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
    return (attributes?[.size] as? NSNumber)?.intValue
  }

  /// Appends the next bytes, at most a mebibyte of the file, to `buffer`.
  ///
  /// - Returns: `false` at the end of the file.
  /// - Throws: `DataError.file` if the file cannot be read or is a broken gzip file.
  package func read(into buffer: inout [UInt8]) throws(DataError) -> Bool {
    let data = try nextData()
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

  private func nextData() throws(DataError) -> Data {
    switch origin {
    case .memory(let bytes, let pieceSize):
      return Data(bytes[fileBytes..<min(bytes.count, fileBytes + max(2, pieceSize))])
    case .file(let handle):
      let count = isAtStart || decoder != nil ? Self.compressedChunkSize : Self.chunkSize
      do {
        return try handle.read(upToCount: count) ?? Data()
      } catch {
        throw .file(path: path, reason: FileFailure.reason(error))
      }
    }
  }
}
