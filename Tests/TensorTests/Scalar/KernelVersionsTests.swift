import CKernels
import Tensor
import Testing

/// The versions for the baseline of the processor, which no other test runs on one that has more.
@Suite struct KernelVersionsTests {
  typealias Solve<Scalar> = (
    Int, Int, Scalar, UnsafePointer<Scalar>, UnsafePointer<Int32>, UnsafePointer<Double>,
    UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>
  ) -> Int32

  /// Solves a row and says how far λx − F(r − Fᵀx) is from zero, beside the size of its terms.
  func residual<Scalar: TensorScalar>(
    _ solve: Solve<Scalar>, scratch: Int, rank: Int, entries: Int
  ) -> Scalar {
    var rng = SeededGenerator(seed: UInt64(1000 * rank + entries))
    let factors = (0..<rank * 90).map { _ in Scalar(rng.nextNormal()) }
    let columns = RandomSampling.indices(entries, from: 90, using: &rng).map(Int32.init)
    let values = (0..<entries).map { _ in rng.nextNormal(mean: 3) }
    let lambda: Scalar = 5
    var work = [Scalar](repeating: .nan, count: scratch)
    var x = [Scalar](repeating: .nan, count: rank)
    guard solve(rank, entries, lambda, factors, columns, values, &work, &x) == 0 else {
      return .infinity
    }
    var gradient = x.map { lambda * $0 }
    var scale = gradient.map(\.magnitude)
    for (column, value) in zip(columns, values) {
      let start = Int(column) * rank
      var error = Scalar(value)
      for k in 0..<rank { error -= factors[start + k] * x[k] }
      for k in 0..<rank {
        gradient[k] -= error * factors[start + k]
        scale[k] += (error.magnitude + Scalar(value.magnitude)) * factors[start + k].magnitude
      }
    }
    return zip(gradient, scale).map { $0.magnitude / (1 + $1) }.max() ?? 0
  }

  static let shapes = [1, 2, 3, 4, 5, 7, 8, 9, 16, 31, 33, 63, 64, 65, 70]

  @Test(arguments: shapes) func everyVersionSolvesRowsOfAnyShape(rank: Int) {
    for entries in Self.shapes + [90] {
      let dual = mithridate_ridge_dual_scratch(entries)
      let primal = mithridate_ridge_primal_scratch(rank)
      let limit = Double.ulpOfOne * 2000
      for solve: Solve<Double> in [mithridate_ridge_dual_baseline_f64, mithridate_ridge_dual_f64] {
        #expect(residual(solve, scratch: dual, rank: rank, entries: entries) < limit)
      }
      for solve: Solve<Double> in [
        mithridate_ridge_primal_baseline_f64, mithridate_ridge_primal_f64,
      ] {
        #expect(residual(solve, scratch: primal, rank: rank, entries: entries) < limit)
      }
      let single = Float.ulpOfOne * 2000
      for solve: Solve<Float> in [mithridate_ridge_dual_baseline_f32, mithridate_ridge_dual_f32] {
        #expect(residual(solve, scratch: dual, rank: rank, entries: entries) < single)
      }
      for solve: Solve<Float> in [
        mithridate_ridge_primal_baseline_f32, mithridate_ridge_primal_f32,
      ] {
        #expect(residual(solve, scratch: primal, rank: rank, entries: entries) < single)
      }
    }
  }

  @Test func everyVersionFindsTheFirstAbove() {
    for count in 0..<80 {
      for place in 0...count {
        var numbers = [Double](repeating: 1, count: count)
        if place < count { numbers[place] = 2 }
        if place > 0 { numbers[place - 1] = .nan }
        #expect(mithridate_first_above_baseline_f64(numbers, count, 1) == place)
        #expect(mithridate_first_above_f64(numbers, count, 1) == place)
        let singles = numbers.map { Float($0) }
        #expect(mithridate_first_above_baseline_f32(singles, count, 1) == place)
        #expect(mithridate_first_above_f32(singles, count, 1) == place)
      }
    }
  }
}
