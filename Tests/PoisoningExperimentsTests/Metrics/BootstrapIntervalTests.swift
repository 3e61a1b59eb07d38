import Tensor
import Testing

@testable import PoisoningExperiments

@Suite struct BootstrapIntervalTests {
  func interval(_ values: [Double], level: Double = 0.95, resamples: Int = 10_000) throws
    -> BootstrapInterval
  {
    var rng = SeededGenerator(seed: 6)
    return try BootstrapInterval(
      ofMean: values, level: level, resamples: resamples, using: &rng)
  }

  @Test func oneValueHasNoWidth() throws {
    let one = try interval([0.3])
    #expect(one.mean == 0.3 && one.low == 0.3 && one.high == 0.3)
  }

  @Test func equalValuesHaveNoWidth() throws {
    let equal = try interval([0.25, 0.25, 0.25, 0.25])
    #expect(equal.mean == 0.25 && equal.low == 0.25 && equal.high == 0.25)
  }

  /// The mean of two draws from {0, 1} is 0, ½, 1 with probability ¼, ½, ¼.
  @Test func endsAreQuantilesOfTwoDraws() throws {
    let wide = try interval([0, 1])
    #expect(wide.mean == 0.5 && wide.low == 0 && wide.high == 1)
    let narrow = try interval([0, 1], level: 0.4)
    #expect(narrow.low == 0.5 && narrow.high == 0.5)
  }

  /// The sum of three draws from {0, 3, 6} is 0, 3 … 18 with probability 1, 3, 6, 7, 6, 3, 1 in 27:
  /// below 3 lie 3.7 %, below 6 14.8 %, below 9 37 %.
  @Test func endsAreQuantilesOfThreeDraws() throws {
    let values = [0.0, 3, 6]
    for (level, low) in [(0.95, 0.0), (0.8, 1), (0.5, 2), (0.2, 3)] {
      let found = try interval(values, level: level)
      #expect(found.mean == 3)
      #expect(found.low == low)
      #expect(found.high == 6 - low)
    }
  }

  /// For many values the mean is normal: ±1.96 σ/√n, and ±1.6449 σ/√n at 90 %.
  @Test func manyValuesGiveTheNormalInterval() throws {
    let values = (0..<400).map { Double($0) / 399 }
    let sigma = ((400.0 * 400 - 1) / 12).squareRoot() / 399
    for (level, deviations) in [(0.95, 1.96), (0.9, 1.6449)] {
      let found = try interval(values, level: level, resamples: 4000)
      let width = deviations * sigma / 20
      #expect(abs(found.low - (0.5 - width)) < 0.1 * width)
      #expect(abs(found.high - (0.5 + width)) < 0.1 * width)
    }
  }

  @Test func sameGeneratorGivesSameInterval() throws {
    #expect(try interval([1, 5, 2, 7]) == interval([1, 5, 2, 7]))
  }

  /// NumPy's `quantile([1, 2, 4, 8], q)` by hand.
  @Test func quantilesAreInterpolated() {
    let values = [1.0, 2, 4, 8]
    #expect(BootstrapInterval.quantile(0, ofSorted: values) == 1)
    #expect(BootstrapInterval.quantile(0.25, ofSorted: values) == 1.75)
    #expect(BootstrapInterval.quantile(0.5, ofSorted: values) == 3)
    #expect(BootstrapInterval.quantile(1, ofSorted: values) == 8)
    #expect(BootstrapInterval.quantile(0.7, ofSorted: [3]) == 3)
  }

  @Test func rejectsInvalidArguments() {
    #expect(throws: ExperimentError.self) { try interval([]) }
    #expect(throws: ExperimentError.self) { try interval([1, .nan]) }
    #expect(throws: ExperimentError.self) { try interval([1, .infinity]) }
    #expect(throws: ExperimentError.self) { try interval([1, 2], resamples: 0) }
    for level in [0, 1, -1, .nan] {
      #expect(throws: ExperimentError.self) { try interval([1, 2], level: level) }
    }
  }
}
