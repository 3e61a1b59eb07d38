internal import COpenBLAS

extension Double {
  /// Cholesky factor, by `dpotrf`.
  public static func _potrf(_ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int) -> Int {
    SingleThreadedBLAS.require()
    return checked(LAPACKE_dpotrf_work(columnMajor, lower, lapackInt(n), a, lapackInt(lda)))
  }

  /// Solves with a Cholesky factor, by `dpotrs`.
  public static func _potrs(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Double>, _ ldl: Int, _ b: UnsafeMutablePointer<Double>,
    _ ldb: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_dpotrs_work(
        columnMajor, lower, lapackInt(n), lapackInt(k), l, lapackInt(ldl), b, lapackInt(ldb)))
  }

  /// Reciprocal condition number from a Cholesky factor, by `dpocon`.
  public static func _pocon(
    _ n: Int, _ l: UnsafePointer<Double>, _ ldl: Int, _ norm: Double
  ) -> Double {
    SingleThreadedBLAS.require()
    var reciprocal: Double = 0
    var work = [Double](repeating: 0, count: 3 * n)
    var integers = [Int32](repeating: 0, count: n)
    _ = checked(
      LAPACKE_dpocon_work(
        columnMajor, lower, lapackInt(n), l, lapackInt(ldl), norm, &reciprocal, &work, &integers))
    return reciprocal
  }

  /// LU factors with row exchanges, by `dgetrf`.
  public static func _getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_dgetrf_work(columnMajor, lapackInt(n), lapackInt(n), a, lapackInt(lda), pivots))
  }

  /// Solves with LU factors, by `dgetrs`.
  public static func _getrs(
    _ transpose: Bool, _ n: Int, _ k: Int, _ lu: UnsafePointer<Double>, _ ldlu: Int,
    _ pivots: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Double>, _ ldb: Int
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      LAPACKE_dgetrs_work(
        columnMajor, letter(transpose ? "T" : "N"), lapackInt(n), lapackInt(k), lu,
        lapackInt(ldlu), pivots, b, lapackInt(ldb)))
  }

  /// Reciprocal condition number from LU factors, by `dgecon`.
  public static func _gecon(
    _ n: Int, _ lu: UnsafePointer<Double>, _ ldlu: Int, _ norm: Double
  ) -> Double {
    SingleThreadedBLAS.require()
    var reciprocal: Double = 0
    var work = [Double](repeating: 0, count: 4 * n)
    var integers = [Int32](repeating: 0, count: n)
    _ = checked(
      LAPACKE_dgecon_work(
        columnMajor, letter("1"), lapackInt(n), lu, lapackInt(ldlu), norm, &reciprocal, &work,
        &integers))
    return reciprocal
  }
}
