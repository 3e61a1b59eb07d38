// Unchecked pointers into the factors and packed triangles, for the package's kernels.

extension RidgeSystems {
  /// The packed factors of all rows.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func factorize(
    _ pattern: SparseMatrix<Double>, _ factors: Matrix<Scalar>, _ regularization: Scalar,
    _ starts: [Int], _ parallelism: Parallelism
  ) throws(TensorError) -> [Scalar] {
    let rank = factors.rows
    var packed = [Scalar](repeating: 0, count: starts[pattern.rows])
    var failure: TensorError?
    packed.withUnsafeMutableBufferPointer { packed in
      // Each row writes its own triangle only.
      nonisolated(unsafe) let packed = packed
      do throws(TensorError) {
        _ = try parallelism.map(count: pattern.rows, chunk: 32, workspace: { [Scalar]() }) {
          rows, scratch throws(TensorError) in
          for row in rows {
            let range = pattern.range(ofRow: row)
            guard !range.isEmpty else { continue }
            let isDual = RidgeSolver<Scalar>.isDualFaster(entries: range.count, rank: rank)
            let needed =
              isDual ? Scalar._ridgeDualScratch(range.count) : Scalar._ridgePrimalScratch(rank)
            if scratch.count < needed { scratch = Array(repeating: 0, count: needed) }
            let pivot = factors.storage.withUnsafeBufferPointer { factors in
              pattern.indices.withUnsafeBufferPointer { columns in
                Scalar._ridgeFactor(
                  isDual, rank, range.count, regularization, factors.baseAddress!,
                  columns.baseAddress! + range.lowerBound, &scratch,
                  packed.baseAddress! + starts[row])
              }
            }
            if pivot != 0 {
              throw .notPositiveDefinite(pivot: pivot, order: isDual ? range.count : rank)
            }
          }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return packed
  }

  /// Solves in place; the caller has checked the room.
  func solveUnchecked(row: Int, _ elements: inout MutableSpan<Scalar>, at offset: Int) {
    let range = pattern.range(ofRow: row)
    let (rank, lambda) = (rank, regularization)
    guard !range.isEmpty else {
      for place in offset..<offset + rank { elements[place] /= lambda }
      return
    }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: range.count) { scratch in
      elements.withUnsafeMutableBufferPointer { elements in
        withKernelPointers(row) { packed, factors, columns in
          Scalar._systemSolve(
            isDual(range.count), rank, range.count, lambda, packed, factors, columns,
            scratch.baseAddress!, elements.baseAddress! + offset)
        }
      }
    }
  }

  /// The factor of a row that is not empty, all of F, and the columns of the row.
  func withKernelPointers(
    _ row: Int, _ body: (UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafePointer<Int32>) -> Void
  ) {
    packed.withUnsafeBufferPointer { packed in
      factors.storage.withUnsafeBufferPointer { factors in
        pattern.indices.withUnsafeBufferPointer { columns in
          body(
            packed.baseAddress! + starts[row], factors.baseAddress!,
            columns.baseAddress! + pattern.offsets[row])
        }
      }
    }
  }
}
