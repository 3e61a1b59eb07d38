internal import COpenBLAS

extension Float {
  /// Cholesky factor, by `spotrf`.
  public static func _potrf(_ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int) -> Int {
    SingleThreadedBLAS.require()
    return checked(LAPACKE_spotrf_work(columnMajor, lower, lapackInt(n), a, lapackInt(lda)))
  }

  /// Solves with a Cholesky factor, by `spotrs`.
  public static func _potrs(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Float>, _ ldl: Int, _ b: UnsafeMutablePointer<Float>,
    _ ldb: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_spotrs_work(
        columnMajor, lower, lapackInt(n), lapackInt(k), l, lapackInt(ldl), b, lapackInt(ldb)))
  }

  /// Reciprocal condition number from a Cholesky factor, by `spocon`.
  public static func _pocon(
    _ n: Int, _ l: UnsafePointer<Float>, _ ldl: Int, _ norm: Float
  ) -> Float {
    SingleThreadedBLAS.require()
    var reciprocal: Float = 0
    var work = [Float](repeating: 0, count: 3 * n)
    var integers = [Int32](repeating: 0, count: n)
    _ = checked(
      LAPACKE_spocon_work(
        columnMajor, lower, lapackInt(n), l, lapackInt(ldl), norm, &reciprocal, &work, &integers))
    return reciprocal
  }

  /// LU factors with row exchanges, by `sgetrf`.
  public static func _getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_sgetrf_work(columnMajor, lapackInt(n), lapackInt(n), a, lapackInt(lda), pivots))
  }

  /// Solves with LU factors, by `sgetrs`.
  public static func _getrs(
    _ transpose: Bool, _ n: Int, _ k: Int, _ lu: UnsafePointer<Float>, _ ldlu: Int,
    _ pivots: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Float>, _ ldb: Int
  ) {
    SingleThreadedBLAS.require()
    _ = checked(
      LAPACKE_sgetrs_work(
        columnMajor, letter(transpose ? "T" : "N"), lapackInt(n), lapackInt(k), lu,
        lapackInt(ldlu), pivots, b, lapackInt(ldb)))
  }

  /// Reciprocal condition number from LU factors, by `sgecon`.
  public static func _gecon(
    _ n: Int, _ lu: UnsafePointer<Float>, _ ldlu: Int, _ norm: Float
  ) -> Float {
    SingleThreadedBLAS.require()
    var reciprocal: Float = 0
    var work = [Float](repeating: 0, count: 4 * n)
    var integers = [Int32](repeating: 0, count: n)
    _ = checked(
      LAPACKE_sgecon_work(
        columnMajor, letter("1"), lapackInt(n), lu, lapackInt(ldlu), norm, &reciprocal, &work,
        &integers))
    return reciprocal
  }
}
