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

  /// Updates a row in a block sweep.
  public static func _sweepRow(
    _ sides: Int, _ isDual: Bool, _ rank: Int, _ entries: Int, _ lambda: Double,
    _ packed: UnsafePointer<Double>, _ factors: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ residuals: UnsafePointer<Double>,
    _ places: UnsafePointer<Int32>?, _ others: UnsafePointer<Double>,
    _ products: UnsafeMutablePointer<Double>, _ scratch: UnsafeMutablePointer<Double>,
    _ v: UnsafeMutablePointer<Double>
  ) {
    mithridate_sweep_row_f64(
      sides, isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, residuals, places,
      others, products, scratch, v)
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
