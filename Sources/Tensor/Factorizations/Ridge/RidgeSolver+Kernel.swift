// Unchecked pointers, justified by the benchmark `ALS row solves`: with spans and arrays the
// gather alone takes longer than the factorization of a short row.

extension RidgeSolver {
  /// Solves for the entries of one row, in either form, by the package's kernels.
  ///
  /// The caller has checked sizes and that `solution` has room at `offset`.
  ///
  /// - Returns: 0, or the pivot that failed.
  mutating func solve(
    isDual: Bool, _ entries: Range<Int>, of matrix: SparseMatrix<Double>, factors: Matrix<Scalar>,
    into solution: inout MutableSpan<Scalar>, at offset: Int
  ) -> Int {
    let (rank, lambda) = (rank, regularization)
    let needed =
      isDual ? Scalar._ridgeDualScratch(entries.count) : Scalar._ridgePrimalScratch(rank)
    if scratch.count < needed { scratch = Array(repeating: 0, count: needed) }
    return solution.withUnsafeMutableBufferPointer { solution in
      scratch.withUnsafeMutableBufferPointer { scratch in
        factors.storage.withUnsafeBufferPointer { factors in
          matrix.indices.withUnsafeBufferPointer { columns in
            matrix.values.withUnsafeBufferPointer { values in
              let x = solution.baseAddress! + offset
              guard !entries.isEmpty else {
                x.update(repeating: 0, count: rank)
                return 0
              }
              let kernel = isDual ? Scalar._ridgeDual : Scalar._ridgePrimal
              return kernel(
                rank, entries.count, lambda, factors.baseAddress!,
                columns.baseAddress! + entries.lowerBound, values.baseAddress! + entries.lowerBound,
                scratch.baseAddress!, x)
            }
          }
        }
      }
    }
  }
}
