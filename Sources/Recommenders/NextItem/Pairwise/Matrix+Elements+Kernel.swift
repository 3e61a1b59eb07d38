internal import Tensor

extension Matrix {
  /// Lends the elements in column-major order to a kernel.
  mutating func withUnsafeMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    func lend(_ span: inout MutableSpan<Scalar>) throws -> Result {
      try unsafe span.withUnsafeMutableBufferPointer { try unsafe body($0) }
    }
    return try withMutableSpan { try lend(&$0) }
  }
}
