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

  /// The number of right-hand sides of a many-sided sweep.
  public static var _sweepSides: Int { Int(MITHRIDATE_SWEEP_SIDES_F32) }

  /// Gathers the other side's rows into a row of a slice.
  public static func _sweepGather(
    _ isMany: Bool, _ width: Int, _ entries: Int, _ others: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ v: UnsafeMutablePointer<Float>
  ) {
    mithridate_sweep_gather_f32(isMany ? 1 : 0, width, entries, others, columns, residuals, v)
  }

  /// Moves a row of an iteration's vectors.
  public static func _stepRow(
    _ sides: Int, _ entries: Int, _ images: UnsafePointer<Float>, _ columns: UnsafePointer<Int32>,
    _ values: UnsafePointer<Double>, _ weights: UnsafePointer<Float>,
    _ current: UnsafePointer<Float>, _ target: UnsafePointer<Float>,
    _ own: UnsafeMutablePointer<Float>, _ sum: UnsafeMutablePointer<Float>
  ) {
    mithridate_step_row_f32(
      sides, entries, images, columns, values, weights, current, target, own, sum)
  }

  /// Updates a row in a block sweep.
  public static func _sweepRow(
    _ isMany: Bool, _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Float,
    _ packed: UnsafePointer<Float>, _ factors: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ places: UnsafePointer<Int32>?,
    _ products: UnsafeMutablePointer<Float>, _ height: Int, _ rows: Int, _ row: Int,
    _ slices: UnsafeMutablePointer<Float>, _ scratch: UnsafeMutablePointer<Float>
  ) {
    mithridate_sweep_row_f32(
      isMany ? 1 : 0, isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, places,
      products, height, rows, row, slices, scratch)
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
