// Unchecked pointers, justified by the benchmark `ALS row solves`: with spans and arrays the
// gather alone takes longer than the factorization of a short row.

extension RidgeSolver {
  /// Solves x = F_Ω (λI + F_ΩᵀF_Ω)⁻¹ r by the kernel for small systems.
  ///
  /// - Returns: 0, or the pivot that failed.
  mutating func solveDual(
    _ entries: Range<Int>, of matrix: SparseMatrix<Double>, factors: Matrix<Scalar>,
    into solution: inout MutableSpan<Scalar>, at offset: Int
  ) -> Int {
    let (rank, regularization) = (rank, regularization)
    scratch.grow(system: Scalar._ridgeDualScratch(entries.count))
    return scratch.withPointers(&solution, offset) { _, system, _, x in
      factors.storage.withUnsafeBufferPointer { factors in
        matrix.indices.withUnsafeBufferPointer { columns in
          matrix.values.withUnsafeBufferPointer { values in
            guard !entries.isEmpty else {
              x.update(repeating: 0, count: rank)
              return 0
            }
            return Scalar._ridgeDual(
              rank, entries.count, regularization, factors.baseAddress!,
              columns.baseAddress! + entries.lowerBound, values.baseAddress! + entries.lowerBound,
              system, x)
          }
        }
      }
    }
  }

  /// Solves x = (λI + F_Ω F_Ωᵀ)⁻¹ F_Ω r, the columns gathered panel by panel.
  ///
  /// - Returns: 0, or the pivot that failed.
  mutating func solvePrimal(
    _ entries: Range<Int>, of matrix: SparseMatrix<Double>, factors: Matrix<Scalar>,
    into solution: inout MutableSpan<Scalar>, at offset: Int
  ) -> Int {
    let (rank, regularization) = (rank, regularization)
    return scratch.withPointers(&solution, offset) { gathered, system, values, x in
      system.update(repeating: 0, count: rank * rank)
      x.update(repeating: 0, count: rank)
      for i in 0..<rank { system[i * rank + i] = regularization }
      var start = entries.lowerBound
      while start < entries.upperBound {
        let panel = start..<Swift.min(entries.upperBound, start + Self.panel)
        Self.gather(panel, of: matrix, factors, into: gathered, values)
        Scalar._syrk(false, rank, panel.count, 1, gathered, rank, 1, system, rank)
        Scalar._gemv(false, rank, panel.count, 1, gathered, rank, values, 1, x)
        start = panel.upperBound
      }
      let info = Scalar._potrf(rank, system, rank)
      return info == 0 ? Scalar._potrs(rank, 1, system, rank, x, rank) : info
    }
  }

  /// Copies the columns of `factors` that the entries name, and their values.
  @inline(__always)
  private static func gather(
    _ entries: Range<Int>, of matrix: SparseMatrix<Double>, _ factors: Matrix<Scalar>,
    into gathered: UnsafeMutablePointer<Scalar>, _ values: UnsafeMutablePointer<Scalar>
  ) {
    let rank = factors.rows
    factors.storage.withUnsafeBufferPointer { source in
      for (place, position) in entries.enumerated() {
        (gathered + place * rank).update(
          from: source.baseAddress! + Int(matrix.indices[position]) * rank, count: rank)
        values[place] = Scalar(matrix.values[position])
      }
    }
  }
}
