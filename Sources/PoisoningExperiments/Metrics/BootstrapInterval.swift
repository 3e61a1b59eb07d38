internal import Tensor

/// A percentile bootstrap interval of a mean, as over the targets of an attack.
///
/// Values are drawn with replacement, as many as there are; the interval's ends are quantiles of
/// the means of many such draws, interpolated linearly between order statistics. With few values
/// it is too narrow, and one value gives no width at all.
public struct BootstrapInterval: Hashable, Codable, Sendable {
  /// The mean of the values.
  public let mean: Double
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double

  /// The interval of the mean of `values`.
  ///
  /// - Parameters:
  ///   - values: At least one, all finite.
  ///   - level: The share of resampled means inside the interval, in (0, 1).
  ///   - resamples: The number of resampled means, at least 1.
  ///   - rng: The only source of randomness.
  /// - Throws: `ExperimentError.invalidOption` if an argument is not as above.
  /// - Complexity: O(`resamples` · (values + log `resamples`)).
  public init(
    ofMean values: [Double], level: Double = 0.95, resamples: Int = 10_000,
    using rng: inout some RandomNumberGenerator
  ) throws(ExperimentError) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else {
      throw .invalidOption(name: "values", requirement: "at least one, and all finite")
    }
    guard level > 0, level < 1 else {
      throw .invalidOption(name: "level", requirement: "\(level) is not between 0 and 1")
    }
    guard resamples >= 1 else {
      throw .invalidOption(name: "resamples", requirement: "\(resamples) is not at least 1")
    }
    let count = Double(values.count)
    mean = values.reduce(0, +) / count
    guard values.count > 1 else {
      (low, high) = (values[0], values[0])
      return
    }
    var means: [Double] = []
    means.reserveCapacity(resamples)
    for _ in 0..<resamples {
      var sum = 0.0
      for _ in values.indices { sum += values[rng.nextIndex(below: values.count)] }
      means.append(sum / count)
    }
    means.sort()
    low = Self.quantile((1 - level) / 2, ofSorted: means)
    high = Self.quantile((1 + level) / 2, ofSorted: means)
  }

  /// The quantile at `share` of ascending values, linear between neighbours (NumPy's default).
  static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
    let place = share * Double(values.count - 1)
    let index = min(values.count - 1, Int(place))
    let next = min(values.count - 1, index + 1)
    return values[index] + (place - Double(index)) * (values[next] - values[index])
  }
}
