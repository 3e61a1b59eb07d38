internal import CZlib

/// Inflates a gzip file piece by piece; several members after one another count as one file.
@safe final class GzipDecoder {
  /// What is wrong with the data.
  enum Failure: Error, Equatable {
    case notGzip
    case corrupt(String)
    case truncated
    case outOfMemory
  }

  private let stream: UnsafeMutablePointer<z_stream>
  /// Where a piece is inflated to, before it is appended to what the caller has.
  private var block: [UInt8] = []
  private var isAtStart = true
  private var isBetweenMembers = false

  /// A decoder at the beginning of a file.
  init() throws(Failure) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, +16 for the gzip format only. zlib keeps a pointer to the stream.
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    guard unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
      throw .outOfMemory
    }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Appends to `output` what `input`, the next bytes of the file, inflate to.
  func decode(_ input: [UInt8], into output: inout [UInt8]) throws(Failure) {
    guard !input.isEmpty else { return }
    // At most 2³⁰ bytes at a time: zlib counts in 32 bits.
    for start in stride(from: 0, to: input.count, by: 1 << 30) {
      try decode(input[start..<min(input.count, start + 1 << 30)], into: &output)
    }
  }

  private func decode(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Failure) {
    let blockSize = max(1 << 12, min(input.count * 4, 1 << 24))
    if block.count < blockSize { block = [UInt8](repeating: 0, count: blockSize) }
    var consumed = 0
    var isDone = false
    while !isDone {
      if isBetweenMembers, consumed < input.count {
        unsafe inflateReset(stream)
        isBetweenMembers = false
      }
      var status = Z_OK
      var produced = 0
      unsafe input.withUnsafeBufferPointer { input in
        unsafe block.withUnsafeMutableBufferPointer { block in
          unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress.map { unsafe $0 + consumed })
          unsafe stream.pointee.avail_in = UInt32(input.count - consumed)
          unsafe stream.pointee.next_out = block.baseAddress
          unsafe stream.pointee.avail_out = UInt32(block.count)
          status = unsafe inflate(stream, Z_NO_FLUSH)
          consumed = unsafe input.count - Int(stream.pointee.avail_in)
          produced = unsafe block.count - Int(stream.pointee.avail_out)
        }
      }
      output.append(contentsOf: block[..<produced])
      switch status {
      case Z_STREAM_END: isBetweenMembers = true
      case Z_OK, Z_BUF_ERROR: break
      case Z_MEM_ERROR: throw .outOfMemory
      default:
        let message = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "bad data"
        throw isAtStart && message == "incorrect header check" ? .notGzip : .corrupt(message)
      }
      isAtStart = false
      isDone = consumed == input.count && (isBetweenMembers || produced < block.count)
    }
  }

  /// Checks, at the end of the file, that its last member is complete.
  func finish() throws(Failure) {
    guard isBetweenMembers else { throw .truncated }
  }
}

extension GzipDecoder.Failure: CustomStringConvertible {
  /// The failure in a few words.
  var description: String {
    switch self {
    case .notGzip: "not gzip data, in spite of the name"
    case .corrupt(let detail): "corrupt gzip data: \(detail)"
    case .truncated: "truncated gzip data"
    case .outOfMemory: "no memory to inflate gzip data"
    }
  }
}
