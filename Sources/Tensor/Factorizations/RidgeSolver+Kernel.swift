// Unchecked pointers, justified by the benchmark `ALS row solves`: with spans and arrays the
// gather alone takes longer than the factorization of a short row.

extension RidgeSolver {
  /// x = F_Ω (λI + F_ΩᵀF_Ω)⁻¹ r. Returns LAPACK's `info`.
  mutating func solveDual(
    _ entries: Range<Int>, of matrix: SparseMatrix<Double>, factors: Matrix<Scalar>,
    into solution: inout MutableSpan<Scalar>, at offset: Int
  ) -> Int {
    let (rank, regularization, m) = (rank, regularization, entries.count)
    scratch.grow(gathered: rank * m, system: m * m, values: m)
    return scratch.withPointers(&solution, offset) { gathered, system, values, x in
      guard m > 0 else {
        x.update(repeating: 0, count: rank)
        return 0
      }
      Self.gather(entries, of: matrix, factors, into: gathered, values)
      Scalar._syrk(true, m, rank, 1, gathered, rank, 0, system, m)
      for i in 0..<m { system[i * m + i] += regularization }
      let info = Scalar._potrf(m, system, m)
      guard info == 0 else { return info }
      _ = Scalar._potrs(m, 1, system, m, values, m)
      Scalar._gemv(false, rank, m, 1, gathered, rank, values, 0, x)
      return 0
    }
  }

  /// x = (λI + F_Ω F_Ωᵀ)⁻¹ F_Ω r, gathered panel by panel. Returns LAPACK's `info`.
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
