import Foundation
import PoisoningExperiments
import Testing

@testable import PoisoningExperiments

@Suite struct StudentIntervalTests {
  /// Half of a 95 % interval of two values, 0 and 2, and of values of one sign beside them.
  @Test(arguments: [
    (1, 12.706_204_736), (2, 4.302_652_730), (3, 3.182_446_305), (4, 2.776_445_105),
    (5, 2.570_581_836), (9, 2.262_157_163), (10, 2.228_138_852), (30, 2.042_272_456),
    (100, 1.983_971_519),
  ]) func quantilesAreThoseOfTheTables(freedom: Int, expected: Double) {
    let found = StudentInterval.quantile(0.95, freedom: freedom)
    #expect(abs(found - expected) < 1e-8)
  }

  @Test(arguments: [0.1, 0.5, 0.9, 0.99, 0.999]) func fewDegreesHaveClosedForms(level: Double) {
    let one = StudentInterval.quantile(level, freedom: 1)
    let cauchy = tan(Double.pi * level / 2)
    #expect(abs(one - cauchy) < 1e-9 * cauchy)
    let two = StudentInterval.quantile(level, freedom: 2)
    let closed = level * (2 / (1 - level * level)).squareRoot()
    #expect(abs(two - closed) < 1e-9 * closed)
  }

  @Test func threeValuesByHand() throws {
    // s = 1, t = 4.302652730, divided by √3.
    let interval = try StudentInterval(ofMean: [1, 3, 2])
    #expect(interval.mean == 2)
    let half = try #require(interval.halfWidth)
    #expect(abs(half - 2.484_137_711) < 1e-8)
    #expect(interval.low == 2 - half)
    #expect(interval.high == 2 + half)
  }

  @Test func aSingleValueHasNoWidth() throws {
    let interval = try StudentInterval(ofMean: [0.3])
    #expect(interval.halfWidth == nil)
    #expect(interval.low == 0.3)
    #expect(interval.high == 0.3)
  }

  @Test func equalValuesHaveWidthZero() throws {
    #expect(try StudentInterval(ofMean: [0.25, 0.25, 0.25]).halfWidth == 0)
  }

  @Test func rejectsWhatHasNoMeanOrLevel() {
    for values in [[], [Double.nan], [1, .infinity]] {
      #expect(throws: ExperimentError.self) { try StudentInterval(ofMean: values) }
    }
    for level in [0, 1, -0.5, Double.nan] {
      #expect(throws: ExperimentError.self) {
        try StudentInterval(ofMean: [1, 2], level: level)
      }
    }
  }
}
