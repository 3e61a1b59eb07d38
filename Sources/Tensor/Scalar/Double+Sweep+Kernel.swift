internal import CKernels

extension Double {
  /// The packed factor of a row's system by the package's own kernel.
  public static func _ridgeFactor(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Double,
    _ factors: UnsafePointer<Double>, _ columns: UnsafePointer<Int32>,
    _ scratch: UnsafeMutablePointer<Double>, _ packed: UnsafeMutablePointer<Double>
  ) -> Int {
    Int(
      mithridate_ridge_factor_f64(
        isDual ? 1 : 0, rank, entries, lambda, factors, columns, scratch, packed))
  }

  /// Solves a row's system with its packed factor.
  public static func _systemSolve(
    _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Double, _ packed: UnsafePointer<Double>,
    _ factors: UnsafePointer<Double>, _ columns: UnsafePointer<Int32>,
    _ scratch: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>
  ) {
    mithridate_system_solve_f64(
      isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, scratch, v)
  }

  /// The number of right-hand sides of a many-sided sweep.
  public static var _sweepSides: Int { Int(MITHRIDATE_SWEEP_SIDES_F64) }

  /// Gathers the other side's rows into a row of a slice.
  public static func _sweepGather(
    _ isMany: Bool, _ width: Int, _ entries: Int, _ others: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ v: UnsafeMutablePointer<Double>
  ) {
    mithridate_sweep_gather_f64(isMany ? 1 : 0, width, entries, others, columns, residuals, v)
  }

  /// Moves a row of an iteration's vectors.
  public static func _stepRow(
    _ sides: Int, _ entries: Int, _ images: UnsafePointer<Double>, _ columns: UnsafePointer<Int32>,
    _ values: UnsafePointer<Double>, _ weights: UnsafePointer<Double>,
    _ current: UnsafePointer<Double>, _ target: UnsafePointer<Double>,
    _ own: UnsafeMutablePointer<Double>, _ sum: UnsafeMutablePointer<Double>
  ) {
    mithridate_step_row_f64(
      sides, entries, images, columns, values, weights, current, target, own, sum)
  }

  /// Updates a row in a block sweep.
  public static func _sweepRow(
    _ isMany: Bool, _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Double,
    _ packed: UnsafePointer<Double>, _ factors: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ places: UnsafePointer<Int32>?,
    _ products: UnsafeMutablePointer<Double>, _ height: Int, _ rows: Int, _ row: Int,
    _ slices: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>
  ) {
    mithridate_sweep_row_f64(
      isMany ? 1 : 0, isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, places,
      products, height, rows, row, slices, scratch)
  }

  /// A row of a product with the Hessian of a factorization's objective.
  public static func _hessianRow(
    _ rank: Int, _ entries: Int, _ lambda: Double, _ weight: Double,
    _ factors: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ own: UnsafePointer<Double>, _ others: UnsafePointer<Double>, _ a: UnsafePointer<Double>,
    _ out: UnsafeMutablePointer<Double>
  ) {
    mithridate_hessian_row_f64(
      rank, entries, lambda, weight, factors, columns, residuals, own, others, a, out)
  }
}
