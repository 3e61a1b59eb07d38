/// A number type that matrices and vectors hold: `Float` or `Double`.
///
/// The protocol carries the BLAS and LAPACK kernels for its type, so that everything above is
/// generic and written once. The underscored requirements are the package's own boundary to C:
/// column-major storage, sizes checked by the caller, one thread. Call the operations of
/// ``Matrix``, ``Vector`` and the factorizations instead.
public protocol TensorScalar: BinaryFloatingPoint, Codable, Sendable, SIMDScalar,
  LosslessStringConvertible
{
  /// The natural logarithm of `x`.
  static func _log(_ x: Self) -> Self
  /// The exponential of `x`.
  static func _exp(_ x: Self) -> Self
  /// The natural logarithm of 1 + `x`, exact near 0.
  static func _log1p(_ x: Self) -> Self
  /// The hyperbolic tangent of `x`.
  static func _tanh(_ x: Self) -> Self

  // MARK: BLAS 1

  /// xᵀy.
  static func _dot(_ n: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>) -> Self
  /// ‖x‖₂, without overflow in between.
  static func _nrm2(_ n: Int, _ x: UnsafePointer<Self>) -> Self
  /// Σ|x|.
  static func _asum(_ n: Int, _ x: UnsafePointer<Self>) -> Self
  /// y ← αx + y.
  static func _axpy(
    _ n: Int, _ alpha: Self, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)

  // MARK: BLAS 2 and 3

  /// y ← αAx + βy, or with Aᵀ; A is `m × n` with leading dimension `lda`.
  static func _gemv(
    _ transpose: Bool, _ m: Int, _ n: Int, _ alpha: Self, _ a: UnsafePointer<Self>, _ lda: Int,
    _ x: UnsafePointer<Self>, _ beta: Self, _ y: UnsafeMutablePointer<Self>)
  /// C ← α·op(A)·op(B) + βC; C is `m × n`, the inner dimension is `k`.
  static func _gemm(
    _ transposeA: Bool, _ transposeB: Bool, _ m: Int, _ n: Int, _ k: Int, _ alpha: Self,
    _ a: UnsafePointer<Self>, _ lda: Int, _ b: UnsafePointer<Self>, _ ldb: Int, _ beta: Self,
    _ c: UnsafeMutablePointer<Self>, _ ldc: Int)
  /// Lower triangle of C ← αAAᵀ + βC, or αAᵀA + βC; C is `n × n`, the inner dimension is `k`.
  static func _syrk(
    _ transpose: Bool, _ n: Int, _ k: Int, _ alpha: Self, _ a: UnsafePointer<Self>, _ lda: Int,
    _ beta: Self, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)
  /// X ← op(T)⁻¹X for a triangular T of order `m` and `n` right-hand sides.
  static func _trsm(
    _ triangle: Triangle, _ transpose: Bool, _ unitDiagonal: Bool, _ m: Int, _ n: Int,
    _ t: UnsafePointer<Self>, _ ldt: Int, _ x: UnsafeMutablePointer<Self>, _ ldx: Int)

  // MARK: Kernels of this package

  /// How many numbers of scratch memory `_ridgeDual` needs.
  static func _ridgeDualScratch(_ entries: Int) -> Int
  /// x = F(λI + FᵀF)⁻¹r for the columns of `factors` that `columns` names; returns 0 or the pivot
  /// that failed.
  static func _ridgeDual(
    _ rank: Int, _ entries: Int, _ lambda: Self, _ factors: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Self>, _ x: UnsafeMutablePointer<Self>
  ) -> Int
  /// How many numbers of scratch memory `_ridgePrimal` needs.
  static func _ridgePrimalScratch(_ rank: Int) -> Int
  /// x = (λI + FFᵀ)⁻¹Fr for the columns of `factors` that `columns` names; returns 0 or the pivot
  /// that failed.
  static func _ridgePrimal(
    _ rank: Int, _ entries: Int, _ lambda: Self, _ factors: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Self>, _ x: UnsafeMutablePointer<Self>
  ) -> Int

  /// The packed factor of the dual or primal system of a row, with the scratch memory of its solve;
  /// 0, or the pivot that failed.
  static func _ridgeFactor(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Self, _ factors: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ scratch: UnsafeMutablePointer<Self>,
    _ packed: UnsafeMutablePointer<Self>
  ) -> Int
  /// Solves a row's system in place with its packed factor; `scratch` holds `entries` numbers.
  static func _systemSolve(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Self, _ packed: UnsafePointer<Self>,
    _ factors: UnsafePointer<Self>, _ columns: UnsafePointer<Int32>,
    _ scratch: UnsafeMutablePointer<Self>, _ v: UnsafeMutablePointer<Self>)
  /// A row of a product with the Hessian of a factorization's objective.
  static func _hessianRow(
    _ rank: Int, _ entries: Int, _ lambda: Self, _ weight: Self, _ factors: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ own: UnsafePointer<Self>, _ others: UnsafePointer<Self>, _ a: UnsafePointer<Self>,
    _ out: UnsafeMutablePointer<Self>)
  /// The number of right-hand sides of a many-sided block Gauss–Seidel sweep.
  static var _sweepSides: Int { get }
  /// Adds e-fold rows of the other side to a row, `width` numbers each.
  static func _sweepGather(
    _ isMany: Bool, _ width: Int, _ entries: Int, _ others: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ v: UnsafeMutablePointer<Self>)
  /// Moves a row of an iteration's vectors, for some right-hand sides.
  static func _stepRow(
    _ sides: Int, _ entries: Int, _ images: UnsafePointer<Self>, _ columns: UnsafePointer<Int32>,
    _ values: UnsafePointer<Double>, _ weights: UnsafePointer<Self>,
    _ current: UnsafePointer<Self>, _ target: UnsafePointer<Self>,
    _ own: UnsafeMutablePointer<Self>, _ sum: UnsafeMutablePointer<Self>)
  /// Updates a row in a block Gauss–Seidel sweep for one right-hand side or many.
  static func _sweepRow(
    _ isMany: Bool, _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Self,
    _ packed: UnsafePointer<Self>, _ factors: UnsafePointer<Self>,
    _ columns: UnsafePointer<Int32>, _ places: UnsafePointer<Int32>?,
    _ products: UnsafeMutablePointer<Self>, _ height: Int, _ rows: Int, _ row: Int,
    _ slices: UnsafeMutablePointer<Self>, _ scratch: UnsafeMutablePointer<Self>)

  /// The place of the first of `count` numbers above the threshold; `count` if there is none.
  static func _firstAbove(_ count: Int, _ numbers: UnsafePointer<Self>, _ threshold: Self) -> Int
  /// Replaces logits, plus offsets if there are any, by `weight` times the derivatives of the cross
  /// entropy of their softmax, and returns that loss.
  static func _softmax(
    _ count: Int, _ logits: UnsafeMutablePointer<Self>, _ offsets: UnsafePointer<Self>?,
    _ target: Int, _ weight: Self
  ) -> Self

  // MARK: LAPACK
  // Those that can fail return LAPACK's `info`: zero, or the positive pivot or count that failed.

  /// Cholesky factor L of the lower triangle of A, in place.
  static func _potrf(_ n: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int) -> Int
  /// Solves with the factor of `_potrf`.
  static func _potrs(
    _ n: Int, _ k: Int, _ l: UnsafePointer<Self>, _ ldl: Int, _ b: UnsafeMutablePointer<Self>,
    _ ldb: Int
  ) -> Int
  /// The reciprocal 1-norm condition number, estimated from the factor of `_potrf` and ‖A‖₁.
  static func _pocon(_ n: Int, _ l: UnsafePointer<Self>, _ ldl: Int, _ norm: Self) -> Self

  /// Factors P, L, U of A in place; pivots count from 1.
  static func _getrf(
    _ n: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int, _ pivots: UnsafeMutablePointer<Int32>
  ) -> Int
  /// Solves with the factors of `_getrf`, or with their transpose.
  static func _getrs(
    _ transpose: Bool, _ n: Int, _ k: Int, _ lu: UnsafePointer<Self>, _ ldlu: Int,
    _ pivots: UnsafePointer<Int32>, _ b: UnsafeMutablePointer<Self>, _ ldb: Int)
  /// The reciprocal 1-norm condition number, estimated from the factors of `_getrf` and ‖A‖₁.
  static func _gecon(_ n: Int, _ lu: UnsafePointer<Self>, _ ldlu: Int, _ norm: Self) -> Self

  /// R and the Householder vectors of A, `m × n`, in place; their factors go to `tau`.
  static func _geqrf(
    _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int,
    _ tau: UnsafeMutablePointer<Self>)
  /// C ← QC or QᵀC for the `k` reflectors of `_geqrf`; C is `m × n`.
  static func _ormqr(
    _ transpose: Bool, _ m: Int, _ n: Int, _ k: Int, _ reflectors: UnsafePointer<Self>,
    _ ldr: Int, _ tau: UnsafePointer<Self>, _ c: UnsafeMutablePointer<Self>, _ ldc: Int)
  /// Replaces the `k` reflectors of `_geqrf` by the first `n` columns of Q.
  static func _orgqr(
    _ m: Int, _ n: Int, _ k: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int,
    _ tau: UnsafePointer<Self>)

  /// Singular values, and with `job` S or A vectors, of A, `m × n`; A is overwritten.
  static func _gesdd(
    _ job: UInt8, _ m: Int, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int,
    _ s: UnsafeMutablePointer<Self>, _ u: UnsafeMutablePointer<Self>, _ ldu: Int,
    _ vt: UnsafeMutablePointer<Self>, _ ldvt: Int
  ) -> Int
  /// Eigenvalues, ascending, of the lower triangle of A; eigenvectors replace A if asked for.
  static func _syevd(
    _ vectors: Bool, _ n: Int, _ a: UnsafeMutablePointer<Self>, _ lda: Int,
    _ w: UnsafeMutablePointer<Self>
  ) -> Int
}

/// Which triangle of a square matrix is stored or referred to.
public enum Triangle: Sendable {
  /// On and below the diagonal.
  case lower
  /// On and above the diagonal.
  case upper
}
