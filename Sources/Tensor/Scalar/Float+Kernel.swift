internal import CKernels

extension Float {
  /// Scratch memory of the dual ridge solve, in numbers.
  public static func _ridgeDualScratch(_ entries: Int) -> Int {
    mithridate_ridge_dual_scratch(entries)
  }

  /// Dual ridge solve of one row by the package's own kernel.
  public static func _ridgeDual(
    _ rank: Int, _ entries: Int, _ lambda: Float, _ factors: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>
  ) -> Int {
    Int(mithridate_ridge_dual_f32(rank, entries, lambda, factors, columns, values, scratch, x))
  }

  /// Scratch memory of the primal ridge solve, in numbers.
  public static func _ridgePrimalScratch(_ rank: Int) -> Int {
    mithridate_ridge_primal_scratch(rank)
  }

  /// Primal ridge solve of one row by the package's own kernel.
  public static func _ridgePrimal(
    _ rank: Int, _ entries: Int, _ lambda: Float, _ factors: UnsafePointer<Float>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>
  ) -> Int {
    Int(mithridate_ridge_primal_f32(rank, entries, lambda, factors, columns, values, scratch, x))
  }

  /// The first number above a threshold.
  public static func _firstAbove(
    _ count: Int, _ numbers: UnsafePointer<Float>, _ threshold: Float
  ) -> Int {
    mithridate_first_above_f32(numbers, count, threshold)
  }

  /// Cross entropy of a softmax and its derivatives, by the package's own kernel.
  public static func _softmax(
    _ count: Int, _ logits: UnsafeMutablePointer<Float>, _ offsets: UnsafePointer<Float>?,
    _ target: Int, _ weight: Float
  ) -> Float {
    mithridate_softmax_f32(logits, count, offsets, target, weight)
  }
}
