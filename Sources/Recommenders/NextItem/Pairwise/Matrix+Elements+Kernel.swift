internal import Tensor

extension Matrix {
  /// Lends a copy of the elements in column-major order to a kernel, and takes them back.
  ///
  /// The copy starts with a cache line, which an array of elements does not, so that a column of 64 floats
  /// is in four lines and not in five, and no vector is in two.
  ///
  /// - Complexity: A copy of the elements, twice.
  mutating func withAlignedElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    func lend(_ span: inout MutableSpan<Scalar>) throws -> Result {
      try unsafe span.withUnsafeMutableBufferPointer { elements in
        let memory = UnsafeMutableRawBufferPointer.allocate(
          byteCount: elements.count * MemoryLayout<Scalar>.stride, alignment: 64)
        let copy = unsafe memory.initializeMemory(as: Scalar.self, fromContentsOf: elements)
        defer {
          _ = unsafe elements.update(fromContentsOf: copy)
          unsafe memory.deallocate()
        }
        return try unsafe body(copy)
      }
    }
    return try withMutableSpan { try lend(&$0) }
  }
}
