internal import Tensor

/// How a kernel is given tables.
package enum TablePlacement: Sendable {
  /// Where they are; for few steps, which copies would cost more than.
  case inPlace
  /// As copies, which are taken back, for steps by several threads: columns start with a cache line, which those of
  /// an array of elements do not, so that one of 64 floats is in four lines and not in five; and single numbers have
  /// a line each, which threads would else take from each other.
  case inCacheLines

  /// The number of floats in a line.
  static var lineCount: Int { 16 }
  /// How far apart single numbers are.
  var stride: Int { self == .inPlace ? 1 : Self.lineCount }
}

extension Matrix {
  /// Lends the elements in column-major order to a kernel.
  ///
  /// - Complexity: In cache lines two copies of the elements.
  mutating func withElements<Result>(
    _ placement: TablePlacement, _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    func lend(_ span: inout MutableSpan<Scalar>) throws -> Result {
      try unsafe span.withUnsafeMutableBufferPointer {
        try unsafe placement == .inPlace ? body($0) : $0.withAlignedCopy(stride: 1, body)
      }
    }
    return try withMutableSpan { try lend(&$0) }
  }
}

extension [Float] {
  /// Lends the numbers to a kernel, as far apart as `placement` says.
  mutating func withElements<Result>(
    _ placement: TablePlacement, _ body: (UnsafeMutableBufferPointer<Float>) throws -> Result
  ) rethrows -> Result {
    try unsafe withUnsafeMutableBufferPointer {
      try unsafe placement == .inPlace
        ? body($0) : $0.withAlignedCopy(stride: placement.stride, body)
    }
  }
}

extension UnsafeMutableBufferPointer {
  /// Lends a copy that starts with a cache line, elements so far apart, and takes the elements back.
  fileprivate func withAlignedCopy<Result>(
    stride: Int, _ body: (UnsafeMutableBufferPointer) throws -> Result
  ) rethrows -> Result {
    guard let first = unsafe self.first else { return try unsafe body(self) }
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * stride * MemoryLayout<Element>.stride, alignment: 64)
    let copy = unsafe memory.initializeMemory(as: Element.self, repeating: first)
    for place in indices { unsafe copy[place * stride] = self[place] }
    defer {
      for place in indices { unsafe self[place] = copy[place * stride] }
      unsafe memory.deallocate()
    }
    return try unsafe body(copy)
  }
}
