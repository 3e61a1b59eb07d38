extension Matrix {
  /// Changes blocks of consecutive columns concurrently.
  ///
  /// - Parameters:
  ///   - chunk: The number of columns in a block, the last one excepted; a constant of the
  ///     algorithm, not of the machine.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - workspace: Makes the scratch memory of one thread. A block must not read what an earlier
  ///     one left in it.
  ///   - body: Called once for each block with its columns and its elements, column-major:
  ///     element (i, j) of the matrix is at `i + rows * (j - columns.lowerBound)`.
  /// - Throws: The error of the first block, in column order, whose body throws. The matrix then
  ///   holds a mixture of old and new columns.
  public mutating func updateColumns<Workspace, Failure: Error>(
    chunk: Int, parallelism: Parallelism, workspace: @Sendable () -> Workspace,
    _ body:
      @Sendable (
        _ columns: Range<Int>, _ elements: inout MutableSpan<Scalar>, _ scratch: inout Workspace
      ) throws(Failure) -> Void
  ) throws(Failure) {
    let rows = rows
    let columns = columns
    func run(_ buffer: UnsafeMutableBufferPointer<Scalar>) throws(Failure) {
      // Blocks are disjoint: each closure call touches the elements of its own columns only.
      nonisolated(unsafe) let buffer = buffer
      _ = try parallelism.map(count: columns, chunk: chunk, workspace: workspace) {
        range, scratch throws(Failure) in
        let block = UnsafeMutableBufferPointer(
          rebasing: buffer[range.lowerBound * rows..<range.upperBound * rows])
        var span = block.mutableSpan
        try body(range, &span, &scratch)
      }
    }
    var failure: Failure?
    storage.withUnsafeMutableBufferPointer { buffer in
      do throws(Failure) { try run(buffer) } catch { failure = error }
    }
    if let failure { throw failure }
  }
}
