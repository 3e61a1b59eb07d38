internal import COpenBLAS

extension Double {
  /// QR factors, by `dgeqrf`.
  public static func _geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int,
    _ tau: UnsafeMutablePointer<Double>
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_dgeqrf_work(
          columnMajor, lapackInt(m), lapackInt(n), a, lapackInt(lda), tau, work, size)
      })
  }

  /// Product with Q or Qᵀ from the left, by `dormqr`.
  public static func _ormqr(
    _ transpose: Bool, _ m: Int, _ n: Int, _ k: Int, _ reflectors: UnsafePointer<Double>,
    _ ldr: Int, _ tau: UnsafePointer<Double>, _ c: UnsafeMutablePointer<Double>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_dormqr_work(
          columnMajor, letter("L"), letter(transpose ? "T" : "N"), lapackInt(m), lapackInt(n),
          lapackInt(k), reflectors, lapackInt(ldr), tau, c, lapackInt(ldc), work, size)
      })
  }

  /// Columns of Q, by `dorgqr`.
  public static func _orgqr(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int,
    _ tau: UnsafePointer<Double>
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_dorgqr_work(
          columnMajor, lapackInt(m), lapackInt(n), lapackInt(k), a, lapackInt(lda), tau, work, size)
      })
  }

  /// Singular value decomposition, by `dgesdd`.
  public static func _gesdd(
    _ job: UInt8, _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int,
    _ s: UnsafeMutablePointer<Double>, _ u: UnsafeMutablePointer<Double>, _ ldu: Int,
    _ vt: UnsafeMutablePointer<Double>, _ ldvt: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    var integers = [Int32](repeating: 0, count: 8 * Swift.min(m, n))
    return checked(
      withWorkspace { work, size in
        LAPACKE_dgesdd_work(
          columnMajor, CChar(job), lapackInt(m), lapackInt(n), a, lapackInt(lda), s, u,
          lapackInt(ldu), vt, lapackInt(ldvt), work, size, &integers)
      })
  }

  /// Eigenvalues and eigenvectors of a symmetric matrix, by `dsyevd`.
  public static func _syevd(
    _ vectors: Bool, _ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int,
    _ w: UnsafeMutablePointer<Double>
  ) -> Int {
    SingleThreadedBLAS.require()
    var integers = [Int32](repeating: 0, count: 3 + 5 * n)
    return checked(
      withWorkspace { work, size in
        // A query must ask for both work spaces; the integer one is known beforehand.
        LAPACKE_dsyevd_work(
          columnMajor, letter(vectors ? "V" : "N"), lower, lapackInt(n), a, lapackInt(lda), w,
          work, size, &integers, size == -1 ? -1 : lapackInt(integers.count))
      })
  }
}
