internal import CZlib

/// Deflates whole files into the gzip format, without a time stamp: equal bytes, equal files.
package enum GzipEncoder {
  /// `bytes` as one gzip member.
  ///
  /// - Throws: `DataError.invalidArgument` if there is no memory for it.
  package static func encode(_ bytes: [UInt8]) throws(DataError) -> [UInt8] {
    var stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    var output: [UInt8] = []
    var status = Z_OK
    unsafe withUnsafeMutablePointer(to: &stream) { stream in
      status = unsafe deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        size)
      guard status == Z_OK else { return }
      let blockSize = min(1 << 20, bytes.count / 2 + 1 << 10)
      var consumed = 0
      unsafe bytes.withUnsafeBufferPointer { bytes in
        repeat {
          let length = min(bytes.count - consumed, 1 << 30)
          let filled = output.count
          output.append(contentsOf: repeatElement(0, count: blockSize))
          unsafe output.withUnsafeMutableBufferPointer { output in
            unsafe stream.pointee.next_in = UnsafeMutablePointer(
              mutating: bytes.baseAddress.map { unsafe $0 + consumed })
            unsafe stream.pointee.avail_in = UInt32(length)
            unsafe stream.pointee.next_out = output.baseAddress.map { unsafe $0 + filled }
            unsafe stream.pointee.avail_out = UInt32(blockSize)
            status = unsafe deflate(
              stream, consumed + length == bytes.count ? Z_FINISH : Z_NO_FLUSH)
          }
          consumed += unsafe length - Int(stream.pointee.avail_in)
          output.removeLast(unsafe Int(stream.pointee.avail_out))
        } while status == Z_OK
      }
      unsafe deflateEnd(stream)
    }
    guard status == Z_STREAM_END else {
      throw .invalidArgument(
        name: "gzip", requirement: "zlib cannot compress \(bytes.count) bytes (status \(status))")
    }
    return output
  }
}
