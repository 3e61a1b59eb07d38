/// Writes NPY files.
enum NPYWriter {
  /// About how many elements are brought into row order at a time.
  static let blockElements = 1 << 20

  /// Writes a file of a header and what `body` appends, as a whole or not at all.
  static func write(
    _ path: String, _ header: NPYHeader,
    _ body: (borrowing BinaryFile) throws(TensorError) -> Void
  ) throws(TensorError) {
    try BinaryFile.replace(path) { file throws(TensorError) in
      try append(header.encoded, to: file)
      try body(file)
    }
  }

  /// Appends the bytes of `elements` in the byte order of this machine.
  static func append<Element: BitwiseCopyable>(
    _ elements: [Element], to file: borrowing BinaryFile
  ) throws(TensorError) {
    try elements.withUnsafeBufferPointer { buffer throws(TensorError) in
      try file.write(UnsafeRawBufferPointer(buffer))
    }
  }
}
