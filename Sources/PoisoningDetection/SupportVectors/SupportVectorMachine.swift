internal import Foundation

/// The decision function Σ α_s exp(−γ‖x − x_s‖²) + b of scaled samples.
///
/// The sum goes in libsvm's order, which makes it the same bits as `svm_predict_values` where the
/// exponential is the same. [Chang2011, §4.1]
struct SupportVectorMachine: Hashable, Sendable {
  /// γ.
  let gamma: Double
  /// The x_s.
  let supportVectors: SampleRows
  /// The α_s, positive for fake users.
  let coefficients: [Double]
  /// b, libsvm's −ρ.
  let bias: Double

  /// How a machine is trained.
  struct Settings: Sendable {
    var cost: Double
    var gamma: Double
    var weights: (normal: Double, fake: Double)
    var tolerance: Double
    var cacheMebibytes: Double

    /// The settings at a point of the grid for training samples with these labels.
    init(_ options: SupportVectorOptions, cost: Double, gamma: Double, isFake: [Bool]) {
      let fakeCount = isFake.count(where: \.self)
      self.cost = cost
      self.gamma = gamma
      weights = options.classWeights.values(
        normalCount: isFake.count - fakeCount, fakeCount: fakeCount)
      tolerance = options.tolerance
      cacheMebibytes = options.cacheMebibytes
    }
  }

  /// The decision values of some of the rows; positive means fake.
  ///
  /// - Complexity: About 3 · vectors · features flops and as many exponentials as vectors a row.
  func decisionValues(_ rows: SampleRows, _ range: Range<Int>) -> [Double] {
    precondition(rows.width == supportVectors.width, "\(rows.width) features")
    let width = rows.width
    let vectors = supportVectors.values.span
    let samples = rows.values.span
    return range.map { row in
      var sum = 0.0
      for vector in coefficients.indices {
        var distance = 0.0
        for feature in 0..<width {
          let difference = samples[row * width + feature] - vectors[vector * width + feature]
          distance += difference * difference
        }
        sum += coefficients[vector] * exp(-gamma * distance)
      }
      return sum + bias
    }
  }
}
