import Foundation
import Tensor
import Testing

@testable import PoisoningDetection

@Suite struct FeatureScalingTests {
  /// Columns 1…4, a constant, and large numbers.
  let samples: Matrix<Double> = [
    [1, 7, -3e8], [2, 7, 1e8], [3, 7, 1e8], [4, 7, 1e8],
  ]

  @Test func standardizationGivesMeanZeroAndDeviationOne() throws {
    let scaling = try FeatureScaling(fitting: samples)
    // Population deviations by hand: √(5/4) of 1…4, and 4e8·√3/4 of the last column.
    #expect(scaling.offsets == [2.5, 7, 0])
    #expect(abs(scaling.spreads[0] - 1.25.squareRoot()) < 1e-15)
    #expect(scaling.spreads[1] == 0)
    #expect(abs(scaling.spreads[2] / 1e8 - 3.0.squareRoot()) < 1e-15)
    let scaled = try scaling.scaled(samples)
    #expect(abs(scaled[0, 0] + 1.5 / 1.25.squareRoot()) < 1e-15)
    #expect((0..<4).allSatisfy { scaled[$0, 1] == 0 })
    #expect(abs(scaled[0, 2] + 3.0.squareRoot()) < 1e-15)
  }

  @Test func rangeGoesFromZeroToOne() throws {
    let scaling = try FeatureScaling(fitting: samples, method: .range)
    let scaled = try scaling.scaled(samples)
    #expect(scaled.column(0).map { $0 } == [0, 1 / 3.0, 2 / 3.0, 1])
    #expect(scaled.column(1).map { $0 } == [0, 0, 0, 0])
    #expect(scaled.column(2).map { $0 } == [0, 1, 1, 1])
    // Others may lie outside, and a constant feature says nothing of them.
    #expect(try scaling.scaled([[7, 9, 5e8]]) == [[2, 0, 2]])
  }

  @Test(arguments: FeatureScaling.Method.allCases)
  func roundingIsNoFeature(_ method: FeatureScaling.Method) throws {
    // 0.1 + 0.2 is not 0.3, and the mean of many 0.1s is not 0.1.
    let almost = Matrix<Double>(rows: 1000, columns: 2) { row, column in
      column == 0 ? 0.1 : row % 2 == 0 ? 0.3 : 0.1 + 0.2
    }
    let scaling = try FeatureScaling(fitting: almost, method: method)
    #expect(scaling.spreads == [0, 0])
    #expect(scaling.isConstant)
  }

  @Test(arguments: FeatureScaling.Method.allCases)
  func sizesOfAnyOrderStayFinite(_ method: FeatureScaling.Method) throws {
    let extreme: Matrix<Double> = [[1e150, 1e-200, .leastNonzeroMagnitude], [-1e150, 3e-200, 0]]
    let scaling = try FeatureScaling(fitting: extreme, method: method)
    let scaled = try scaling.scaled(extreme)
    #expect(scaled.isFinite)
    #expect(abs(scaled[0, 0] - 1) < 1e-15)
    let least = method == .range ? 0.0 : -1
    #expect(abs(scaled[0, 1] - least) < 1e-14)
    #expect(scaled[0, 2] == 0)
  }

  @Test func rejectsWhatCannotBeScaled() throws {
    #expect(throws: SupportVectorError.noSamples) {
      try FeatureScaling(fitting: Matrix(rows: 0, columns: 2))
    }
    #expect(throws: SupportVectorError.noFeatures) {
      try FeatureScaling(fitting: Matrix(rows: 2, columns: 0))
    }
    for bad in [Double.nan, .infinity, -.infinity, 1e151] {
      #expect(throws: SupportVectorError.notFinite(sample: 1, feature: 0)) {
        try FeatureScaling(fitting: [[1, 2], [bad, 3]])
      }
    }
    let scaling = try FeatureScaling(fitting: samples)
    #expect(throws: SupportVectorError.featureCount(expected: 3, found: 2)) {
      try scaling.scaled([[1, 2]])
    }
    #expect(throws: SupportVectorError.notFinite(sample: 0, feature: 2)) {
      try scaling.scaled([[1, 2, .nan]])
    }
    #expect(try scaling.scaled(Matrix(rows: 0, columns: 3)).rows == 0)
  }

  @Test func codingKeepsBits() throws {
    let scaling = try FeatureScaling(fitting: [[0.1, 1e-300], [0.7, 3], [1 / 3.0, 4]])
    let data = try JSONEncoder().encode(scaling)
    #expect(try JSONDecoder().decode(FeatureScaling.self, from: data) == scaling)
  }

  @Test(arguments: [
    #"{"method":"range","offsets":[0,1],"spreads":[1]}"#,
    #"{"method":"range","offsets":[0],"spreads":[-1]}"#,
    #"{"method":"range","offsets":[1e200],"spreads":[1]}"#,
    #"{"method":"none","offsets":[0],"spreads":[1]}"#,
    #"{"method":"range","offsets":[0]}"#,
  ])
  func decodingRejects(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(FeatureScaling.self, from: Data(json.utf8))
    }
  }
}
