internal import CKernels

extension Double {
  /// Scratch memory of the dual ridge solve, in numbers.
  public static func _ridgeDualScratch(_ entries: Int) -> Int {
    mithridate_ridge_dual_scratch(entries)
  }

  /// Dual ridge solve of one row by the package's own kernel.
  public static func _ridgeDual(
    _ rank: Int, _ entries: Int, _ lambda: Double, _ factors: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) -> Int {
    Int(mithridate_ridge_dual_f64(rank, entries, lambda, factors, columns, values, scratch, x))
  }

  /// Scratch memory of the primal ridge solve, in numbers.
  public static func _ridgePrimalScratch(_ rank: Int) -> Int {
    mithridate_ridge_primal_scratch(rank)
  }

  /// Primal ridge solve of one row by the package's own kernel.
  public static func _ridgePrimal(
    _ rank: Int, _ entries: Int, _ lambda: Double, _ factors: UnsafePointer<Double>,
    _ columns: UnsafePointer<Int32>, _ values: UnsafePointer<Double>,
    _ scratch: UnsafeMutablePointer<Double>, _ x: UnsafeMutablePointer<Double>
  ) -> Int {
    Int(mithridate_ridge_primal_f64(rank, entries, lambda, factors, columns, values, scratch, x))
  }

  /// The first number above a threshold.
  public static func _firstAbove(
    _ count: Int, _ numbers: UnsafePointer<Double>, _ threshold: Double
  ) -> Int {
    mithridate_first_above_f64(numbers, count, threshold)
  }

  /// Cross entropy of a softmax and its derivatives: in double precision it is not in a hot loop.
  public static func _softmax(
    _ count: Int, _ logits: UnsafeMutablePointer<Double>, _ offsets: UnsafePointer<Double>?,
    _ target: Int, _ weight: Double
  ) -> Double {
    var largest = -Double.infinity
    for place in 0..<count {
      if let offsets { logits[place] += offsets[place] }
      largest = max(largest, logits[place])
    }
    let logit = logits[target] - largest
    var sum = 0.0
    for place in 0..<count {
      logits[place] = _exp(logits[place] - largest)
      sum += logits[place]
    }
    for place in 0..<count { logits[place] *= weight / sum }
    logits[target] -= weight
    return _log(sum) - logit
  }
}
