/// Reads the header and the elements of an NPY file.
enum NPYReader {
  /// The number of elements that are read at a time.
  private static let chunk = 1 << 20

  /// The header of a file and its elements in the order of the file.
  ///
  /// The size of the file is checked before memory is asked for.
  ///
  /// - Throws: `TensorError.file` with the path and what is wrong.
  static func read<Scalar: TensorScalar>(
    _ path: String
  ) throws(TensorError) -> (header: NPYHeader, elements: [Scalar]) {
    let file = try BinaryFile(reading: path)
    let size = try file.size()
    let (header, start) = try header(file, size, path)
    let expected = header.count * header.elementSize
    guard size - start == expected else {
      throw .file(
        path: path,
        reason: "\(size - start) bytes of data where the shape \(header.shape) needs \(expected)")
    }
    let elements: [Scalar] =
      header.elementSize == 4
      ? try elements(file, header, as: Float.self)
      : try elements(file, header, as: Double.self)
    return (header, elements)
  }

  private static func header(
    _ file: borrowing BinaryFile, _ size: Int, _ path: String
  ) throws(TensorError) -> (NPYHeader, start: Int) {
    guard size >= 10 else { throw .file(path: path, reason: "too short for an NPY file") }
    let start = try file.read(8)
    guard start.starts(with: NPYHeader.magic) else {
      throw .file(path: path, reason: "not an NPY file: its first bytes are others")
    }
    let version = start[6]
    guard (1...3).contains(version), start[7] == 0 else {
      throw .file(path: path, reason: "NPY version \(version).\(start[7]), not 1.0, 2.0 or 3.0")
    }
    let lengthSize = version == 1 ? 2 : 4
    guard size >= 8 + lengthSize else {
      throw .file(path: path, reason: "too short for an NPY file")
    }
    let length = try file.read(lengthSize).reversed().reduce(0) { $0 << 8 | Int($1) }
    let dataStart = 8 + lengthSize + length
    guard length <= NPYHeader.greatestLength, dataStart <= size else {
      throw .file(path: path, reason: "a header of \(length) bytes in a file of \(size)")
    }
    let text = String(decoding: try file.read(length), as: UTF8.self)
    return (try NPYHeader(dictionary: text, path: path), dataStart)
  }

  private static func elements<Stored: TensorScalar, Scalar: TensorScalar>(
    _ file: borrowing BinaryFile, _ header: NPYHeader, as: Stored.Type
  ) throws(TensorError) -> [Scalar] {
    let count = header.count
    var result = [Scalar](repeating: 0, count: count)
    var buffer = [Stored](repeating: 0, count: min(chunk, count))
    for start in stride(from: 0, to: count, by: chunk) {
      let length = min(chunk, count - start)
      try buffer.withUnsafeMutableBufferPointer { buffer throws(TensorError) in
        let filled = UnsafeMutableRawBufferPointer(
          UnsafeMutableBufferPointer(rebasing: buffer[..<length]))
        try file.read(into: filled)
        if header.isBigEndian != NPYHeader.machineIsBigEndian {
          if MemoryLayout<Stored>.size == 4 {
            swapBytes(filled, of: UInt32.self)
          } else {
            swapBytes(filled, of: UInt64.self)
          }
        }
      }
      for position in 0..<length { result[start + position] = Scalar(buffer[position]) }
    }
    return result
  }

  private static func swapBytes<Bits: FixedWidthInteger>(
    _ bytes: UnsafeMutableRawBufferPointer, of: Bits.Type
  ) {
    bytes.withMemoryRebound(to: Bits.self) { values in
      for position in values.indices { values[position] = values[position].byteSwapped }
    }
  }
}
