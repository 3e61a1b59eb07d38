internal import COpenBLAS

extension Double {
  public static func _potrf(_ n: Int, _ a: UnsafeMutablePointer<Double>, _ lda: Int) -> Int {
    SingleThreadedBLAS.require()
    return checked(LAPACKE_dpotrf_work(columnMajor, lower, lapackInt(n), a, lapackInt(lda)))
  }

  public static func _potrs(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Double>, _ ldl: Int, _ b: UnsafeMutablePointer<Double>,
    _ ldb: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_dpotrs_work(
        columnMajor, lower, lapackInt(n), lapackInt(k), l, lapackInt(ldl), b, lapackInt(ldb)))
  }
}
