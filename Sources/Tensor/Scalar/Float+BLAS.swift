internal import COpenBLAS
internal import Foundation

extension Float: TensorScalar {
  /// The natural logarithm of `x`.
  public static func _log(_ x: Float) -> Float { log(x) }

  /// The exponential of `x`.
  public static func _exp(_ x: Float) -> Float { exp(x) }

  /// The natural logarithm of 1 + `x`, exact near 0.
  public static func _log1p(_ x: Float) -> Float { log1p(x) }

  /// The hyperbolic tangent of `x`.
  public static func _tanh(_ x: Float) -> Float { tanh(x) }

  /// xᵀy, by `sdot`.
  public static func _dot(
    _ n: Int, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>
  ) -> Float {
    SingleThreadedBLAS.require()
    return cblas_sdot(blasInt(n), x, 1, y, 1)
  }

  /// ‖x‖₂, by `snrm2`.
  public static func _nrm2(_ n: Int, _ x: UnsafePointer<Float>) -> Float {
    SingleThreadedBLAS.require()
    return cblas_snrm2(blasInt(n), x, 1)
  }

  /// Σ|x|, by `sasum`.
  public static func _asum(_ n: Int, _ x: UnsafePointer<Float>) -> Float {
    SingleThreadedBLAS.require()
    return cblas_sasum(blasInt(n), x, 1)
  }

  /// y ← αx + y, by `saxpy`.
  public static func _axpy(
    _ n: Int, _ alpha: Float, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>
  ) {
    SingleThreadedBLAS.require()
    cblas_saxpy(blasInt(n), alpha, x, 1, y, 1)
  }

  /// y ← α·op(A)x + βy, by `sgemv`.
  public static func _gemv(
    _ transpose: Bool, _ m: Int, _ n: Int, _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int,
    _ x: UnsafePointer<Float>, _ beta: Float, _ y: UnsafeMutablePointer<Float>
  ) {
    SingleThreadedBLAS.require()
    cblas_sgemv(
      CblasColMajor, transpose ? CblasTrans : CblasNoTrans, blasInt(m), blasInt(n), alpha, a,
      blasInt(lda), x, 1, beta, y, 1)
  }

  /// C ← α·op(A)·op(B) + βC, by `sgemm`.
  public static func _gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Float,
    _ a: UnsafePointer<Float>, _ lda: Int, _ b: UnsafePointer<Float>, _ ldb: Int, _ beta: Float,
    _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_sgemm(
      CblasColMajor, transposeA ? CblasTrans : CblasNoTrans,
      transposeB ? CblasTrans : CblasNoTrans, blasInt(m), blasInt(n), blasInt(k), alpha, a,
      blasInt(lda), b, blasInt(ldb), beta, c, blasInt(ldc))
  }

  /// Lower triangle of C ← α·op(A)·op(A)ᵀ + βC, by `ssyrk`.
  public static func _syrk(
    _ transpose: Bool, _ n: Int, _ k: Int, _ alpha: Float, _ a: UnsafePointer<Float>, _ lda: Int,
    _ beta: Float, _ c: UnsafeMutablePointer<Float>, _ ldc: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_ssyrk(
      CblasColMajor, CblasLower, transpose ? CblasTrans : CblasNoTrans, blasInt(n), blasInt(k),
      alpha, a, blasInt(lda), beta, c, blasInt(ldc))
  }

  /// X ← op(T)⁻¹X, by `strsm`.
  public static func _trsm(
    _ triangle: Triangle, _ transpose: Bool, _ unitDiagonal: Bool, _ m: Int, _ n: Int,
    _ t: UnsafePointer<Float>, _ ldt: Int, _ x: UnsafeMutablePointer<Float>, _ ldx: Int
  ) {
    SingleThreadedBLAS.require()
    cblas_strsm(
      CblasColMajor, CblasLeft, triangle == .lower ? CblasLower : CblasUpper,
      transpose ? CblasTrans : CblasNoTrans, unitDiagonal ? CblasUnit : CblasNonUnit, blasInt(m),
      blasInt(n), 1, t, blasInt(ldt), x, blasInt(ldx))
  }
}
