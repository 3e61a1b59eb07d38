internal import CKernels

extension Float {
  /// The packed factor of a row's system by the package's own kernel.
  public static func _ridgeFactor(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Float,
    _ factors: UnsafePointer<Float>, _ columns: UnsafePointer<Int32>,
    _ scratch: UnsafeMutablePointer<Float>, _ packed: UnsafeMutablePointer<Float>
  ) -> Int {
    Int(
      mithridate_ridge_factor_f32(
        isDual ? 1 : 0, rank, entries, lambda, factors, columns, scratch, packed))
  }

  /// Solves a row's system with its packed factor.
  public static func _systemSolve(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Float, _ packed: UnsafePointer<Float>,
    _ factors: UnsafePointer<Float>, _ columns: UnsafePointer<Int32>,
    _ scratch: UnsafeMutablePointer<Float>, _ v: UnsafeMutablePointer<Float>
  ) {
    mithridate_system_solve_f32(
      isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, scratch, v)
  }

  /// Updates a row in a block sweep.
  public static func _sweepRow(
    _ sides: Int, _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Float,
    _ packed: UnsafePointer<Float>, _ factors: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ places: UnsafePointer<Int32>?, _ others: UnsafePointer<Float>,
    _ products: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>,
    _ v: UnsafeMutablePointer<Float>
  ) {
    mithridate_sweep_row_f32(
      sides, isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, residuals, places,
      others, products, scratch, v)
  }

  /// A row of a product with the Hessian of a factorization's objective.
  public static func _hessianRow(
    _ rank: Int, _ entries: Int, _ lambda: Float, _ weight: Float,
    _ factors: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ own: UnsafePointer<Float>, _ others: UnsafePointer<Float>, _ a: UnsafePointer<Float>,
    _ out: UnsafeMutablePointer<Float>
  ) {
    mithridate_hessian_row_f32(
      rank, entries, lambda, weight, factors, columns, residuals, own, others, a, out)
  }
}
