internal import COpenBLAS

extension Float {
  public static func _potrf(_ n: Int, _ a: UnsafeMutablePointer<Float>, _ lda: Int) -> Int {
    SingleThreadedBLAS.require()
    return checked(LAPACKE_spotrf_work(columnMajor, lower, lapackInt(n), a, lapackInt(lda)))
  }

  public static func _potrs(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Float>, _ ldl: Int, _ b: UnsafeMutablePointer<Float>,
    _ ldb: Int
  ) -> Int {
    SingleThreadedBLAS.require()
    return checked(
      LAPACKE_spotrs_work(
        columnMajor, lower, lapackInt(n), lapackInt(k), l, lapackInt(ldl), b, lapackInt(ldb)))
  }
}
