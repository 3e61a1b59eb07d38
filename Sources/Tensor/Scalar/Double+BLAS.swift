internal import COpenBLAS
internal import Foundation

extension Double: TensorScalar {
  /// The natural logarithm of `x`.
  public static func _log(_ x: Double) -> Double { log(x) }

  /// The exponential of `x`.
  public static func _exp(_ x: Double) -> Double { exp(x) }

  /// The natural logarithm of 1 + `x`, exact near 0.
  public static func _log1p(_ x: Double) -> Double { log1p(x) }

  /// The hyperbolic tangent of `x`.
  public static func _tanh(_ x: Double) -> Double { tanh(x) }

  /// xᵀy, by `ddot`.
  public static func _dot(
    _ n: Int, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>
  ) -> Double {
    SingleThreadedBLAS.require()
    return cblas_ddot(blasInt(n), x, 1, y, 1)
  }

  /// ‖x‖₂, by `dnrm2`.
  public static func _nrm2(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    SingleThreadedBLAS.require()
    return cblas_dnrm2(blasInt(n), x, 1)
  }

  /// Σ|x|, by `dasum`.
  public static func _asum(_ n: Int, _ x: UnsafePointer<Double>) -> Double {
    SingleThreadedBLAS.require()
    return cblas_dasum(blasInt(n), x, 1)
  }

  /// y ← αx + y, by `daxpy`.
  public static func _axpy(
    _ n: Int, _ alpha: Double, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>
  ) {
    SingleThreadedBLAS.require()
    cblas_daxpy(blasInt(n), alpha, x, 1, y, 1)
  }

  /// y ← α·op(A)x + βy, by `dgemv`.
  public static func _gemv(
    _ transpose: Bool, _ m: Int, _ n: Int, _ alpha: Double, _ a: UnsafePointer<Double>, _ lda: Int,
    _ x: UnsafePointer<Double>, _ beta: Double, _ y: UnsafeMutablePointer<Double>
  ) {
    SingleThreadedBLAS.require()
    cblas_dgemv(
      CblasColMajor, transpose ? CblasTrans : CblasNoTrans, blasInt(m), blasInt(n), alpha, a,
      blasInt(lda), x, 1, beta, y, 1)
  }

  /// C ← α·op(A)·op(B) + βC, by `dgemm`.
  public static func _gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Double,
    _ a: UnsafePointer<Double>, _ lda: Int, _ b: UnsafePointer<Double>, _ ldb: Int, _ beta: Double,
    _ c: UnsafeMutablePointer<Double>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_dgemm(
      CblasColMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, blasInt(m), blasInt(n), blasInt(k), alpha, a,
      blasInt(lda), b, blasInt(ldb), beta, c, blasInt(ldc))
  }

  /// Lower triangle of C ← α·op(A)·op(A)ᵀ + βC, by `dsyrk`.
  public static func _syrk(
    _ transpose: Bool, _ n: Int, _ k: Int, _ alpha: Double, _ a: UnsafePointer<Double>, _ lda: Int,
    _ beta: Double, _ c: UnsafeMutablePointer<Double>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_dsyrk(
      CblasColMajor, CblasLower, transpose ? CblasTrans : CblasNoTrans, blasInt(n), blasInt(k),
      alpha, a, blasInt(lda), beta, c, blasInt(ldc))
  }

  /// X ← op(T)⁻¹X, by `dtrsm`.
  public static func _trsm(
    _ triangle: Triangle, _ transpose: Bool, _ unitDiagonal: Bool, _ m: Int, _ n: Int,
    _ t: UnsafePointer<Double>, _ ldt: Int, _ x: UnsafeMutablePointer<Double>, _ ldx: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_dtrsm(
      CblasColMajor, CblasLeft, triangle == .lower ? CblasLower : CblasUpper,
      transpose ? CblasTrans : CblasNoTrans, unitDiagonal ? CblasUnit : CblasNonUnit, blasInt(m),
      blasInt(n), 1, t, blasInt(ldt), x, blasInt(ldx))
  }
}
