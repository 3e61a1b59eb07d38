internal import COpenBLAS

extension Float {
  /// QR factors, by `sgeqrf`.
  public static func _geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int,
    _ tau: UnsafeMutablePointer<Float>
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_sgeqrf_work(
          columnMajor, lapackInt(m), lapackInt(n), a, lapackInt(lda), tau, work, size)
      })
  }

  /// Product with Q or Qᵀ from the left, by `sormqr`.
  public static func _ormqr(
    _ transpose: Bool, _ m: Int, _ n: Int, _ k: Int, _ reflectors: UnsafePointer<Float>,
    _ ldr: Int, _ tau: UnsafePointer<Float>, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_sormqr_work(
          columnMajor, letter("L"), letter(transpose ? "T" : "N"), lapackInt(m), lapackInt(n),
          lapackInt(k), reflectors, lapackInt(ldr), tau, c, lapackInt(ldc), work, size)
      })
  }

  /// Columns of Q, by `sorgqr`.
  public static func _orgqr(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int,
    _ tau: UnsafePointer<Float>
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      withWorkspace { work, size in
        LAPACKE_sorgqr_work(
          columnMajor, lapackInt(m), lapackInt(n), lapackInt(k), a, lapackInt(lda), tau, work, size)
      })
  }

  /// Singular value decomposition, by `sgesdd`.
  public static func _gesdd(
    _ job: UInt8, _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int,
    _ s: UnsafeMutablePointer<Float>, _ u: UnsafeMutablePointer<Float>, _ ldu: Int,
    _ vt: UnsafeMutablePointer<Float>, _ ldvt: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    var integers = [Int32](repeating: 0, count: 8 * Swift.min(m, n))
    return checked(
      withWorkspace { work, size in
        LAPACKE_sgesdd_work(
          columnMajor, CChar(job), lapackInt(m), lapackInt(n), a, lapackInt(lda), s, u,
          lapackInt(ldu), vt, lapackInt(ldvt), work, size, &integers)
      })
  }

  /// Eigenvalues and eigenvectors of a symmetric matrix, by `ssyevd`.
  public static func _syevd(
    _ vectors: Bool, _ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int,
    _ w: UnsafeMutablePointer<Float>
  ) -> Int {
    SingleThreadedBLAS.require()
    var integers = [Int32](repeating: 0, count: 3 + 5 * n)
    return checked(
      withWorkspace { work, size in
        // A query must ask for both work spaces; the integer one is known beforehand.
        LAPACKE_ssyevd_work(
          columnMajor, letter(vectors ? "V" : "N"), lower, lapackInt(n), a, lapackInt(lda), w,
          work, size, &integers, size == -1 ? -1 : lapackInt(integers.count))
      })
  }
}
