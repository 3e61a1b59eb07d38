import CKernels
import Tensor
import Testing

/// One row of a step for many right-hand sides: every version against the formula, at any number of them.
@Suite struct StepKernelTests {
  typealias Step<Scalar> = (
    Int, Int, UnsafePointer<Scalar>, UnsafePointer<Int32>, UnsafePointer<Double>,
    UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafePointer<Scalar>,
    UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>
  ) -> Void

  /// The largest distance from w0 own + w1 current + w2 target + w3 Σ v_i x_i, taken in double precision.
  func error<Scalar: TensorScalar>(_ step: Step<Scalar>, sides: Int, entries: Int) -> Double {
    var rng = SeededGenerator(seed: UInt64(100 * sides + entries))
    func numbers(_ count: Int) -> [Scalar] { (0..<count).map { _ in Scalar(rng.nextNormal()) } }
    let images = numbers(90 * sides)
    let columns = RandomSampling.indices(entries, from: 90, using: &rng).map(Int32.init)
    let values = (0..<entries).map { _ in rng.nextNormal() }
    let (weights, current, target, start) = (
      numbers(4), numbers(sides), numbers(sides), numbers(sides)
    )
    var own = start
    var sum = [Scalar](repeating: .nan, count: sides)
    step(sides, entries, images, columns, values, weights, current, target, &own, &sum)
    let w = weights.map { Double($0) }
    return (0..<sides).reduce(0) { worst, side in
      var expected = w[0] * Double(start[side]) + w[1] * Double(current[side])
      expected += w[2] * Double(target[side])
      for (column, value) in zip(columns, values) {
        expected += w[3] * value * Double(images[Int(column) * sides + side])
      }
      return max(worst, abs(Double(own[side]) - expected))
    }
  }

  @Test(arguments: [1, 3, 5, 8, 16, 31, 32, 33], [0, 1, 2, 7, 70])
  func everyVersionTakesAnyNumberOfSides(sides: Int, entries: Int) {
    for step in [mithridate_step_row_f64, mithridate_step_row_baseline_f64] {
      #expect(error(step, sides: sides, entries: entries) < 1e-12)
    }
    for step in [mithridate_step_row_f32, mithridate_step_row_baseline_f32] {
      #expect(error(step, sides: sides, entries: entries) < 5e-4)
    }
  }
}
