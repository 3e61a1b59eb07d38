import CKernels
import Tensor
import Testing

/// The row updates of block sweeps: every version against the formula, on rows of both forms.
@Suite struct SweepKernelTests {
  /// One version of a kernel for one number type.
  struct Version<Scalar: TensorScalar> {
    typealias Factor = (
      Int32, Int, Int, Scalar, UnsafePointer<Scalar>, UnsafePointer<Int32>,
      UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>
    ) -> Int32
    typealias Row = (
      Int32, Int32, Int, Int, Scalar, UnsafePointer<Scalar>, UnsafePointer<Scalar>,
      UnsafePointer<Int32>, UnsafePointer<Int32>?, UnsafeMutablePointer<Scalar>, Int, Int, Int,
      UnsafeMutablePointer<Scalar>, UnsafeMutablePointer<Scalar>
    ) -> Void
    let factor: Factor
    let row: Row
  }

  static let shapes = [(1, 1), (3, 2), (8, 5), (9, 30), (17, 6), (24, 24), (33, 70)]

  /// How far (λI + FFᵀ)s − (v − Fq) and the products from FᵀS are from zero, beside the numbers'
  /// size.
  func error<Scalar: TensorScalar>(
    _ version: Version<Scalar>, isMany: Bool, isDual: Bool, rank: Int, entries: Int
  ) -> Scalar {
    var rng = SeededGenerator(seed: UInt64(100 * rank + entries))
    let (sides, rows, row, lambda) = (isMany ? Scalar._sweepSides : 1, 3, 1, 2 as Scalar)
    let height = isMany ? 8 : rank
    let factors = (0..<rank * 80).map { _ in Scalar(rng.nextNormal()) }
    let columns = RandomSampling.indices(entries, from: 80, using: &rng).map(Int32.init)
    let places = RandomSampling.indices(entries, from: 90, using: &rng).map(Int32.init)
    let before = (0..<90 * sides).map { _ in Scalar(rng.nextNormal()) }
    let start = (0..<rank * rows * sides).map { _ in Scalar(rng.nextNormal()) }
    var products = before
    var slices = start
    let order = isDual ? entries : rank
    var packed = [Scalar](repeating: .nan, count: order * (order + 1) / 2)
    var scratch = [Scalar](
      repeating: 0,
      count: max(Scalar._ridgeDualScratch(entries), Scalar._ridgePrimalScratch(rank)))
    guard
      version.factor(isDual ? 1 : 0, rank, entries, lambda, factors, columns, &scratch, &packed)
        == 0
    else { return .infinity }
    var work = [Scalar](repeating: .nan, count: (rank + 2 * entries) * sides)
    version.row(
      isMany ? 1 : 0, isDual ? 1 : 0, rank, entries, lambda, packed, factors, columns, places,
      &products, height, rows, row, &slices, &work)
    /// Where the number of a factor of the row is: slices of whole rows, one after the other.
    func place(_ factor: Int, _ side: Int) -> Int {
      let first = factor / height * height
      let width = min(height, rank - first)
      return sides * (first * rows + width * row + factor - first) + side
    }
    var worst: Scalar = 0
    for side in 0..<sides {
      let s = (0..<rank).map { slices[place($0, side)] }
      var residual = (0..<rank).map { lambda * s[$0] - start[place($0, side)] }
      for (entry, column) in columns.enumerated() {
        let y = factors[Int(column) * rank..<(Int(column) + 1) * rank]
        let product = zip(y, s).reduce(0) { $0 + $1.0 * $1.1 }
        let number = Int(places[entry]) * sides + side
        worst = max(worst, (products[number] - product).magnitude)
        for (factor, value) in y.enumerated() {
          residual[factor] += value * (product + before[number])
        }
      }
      worst = max(worst, residual.map(\.magnitude).max() ?? 0)
    }
    // Other rows stay as they are.
    let touched = Set((0..<sides).flatMap { side in (0..<rank).map { place($0, side) } })
    for index in slices.indices where !touched.contains(index) && slices[index] != start[index] {
      return .infinity
    }
    return worst / Scalar(entries + rank)
  }

  @Test(arguments: [false, true]) func everyVersionUpdatesRowsOfAnyShape(isMany: Bool) {
    let double = [
      Version<Double>(
        factor: mithridate_ridge_factor_f64, row: mithridate_sweep_row_f64),
      Version<Double>(
        factor: mithridate_ridge_factor_baseline_f64, row: mithridate_sweep_row_baseline_f64),
    ]
    let single = [
      Version<Float>(factor: mithridate_ridge_factor_f32, row: mithridate_sweep_row_f32),
      Version<Float>(
        factor: mithridate_ridge_factor_baseline_f32, row: mithridate_sweep_row_baseline_f32),
    ]
    for (rank, entries) in Self.shapes {
      for isDual in [false, true] {
        for version in double {
          #expect(
            error(version, isMany: isMany, isDual: isDual, rank: rank, entries: entries) < 1e-11)
        }
        for version in single {
          #expect(
            error(version, isMany: isMany, isDual: isDual, rank: rank, entries: entries) < 5e-3)
        }
      }
    }
  }
}
