internal import Foundation

/// Student's interval of a mean, as over the seeds of an experiment.
///
/// Right for values that are independent and normal. Unlike a bootstrap interval it keeps its level with
/// three values, at the price of being wide; for shares it can reach below 0 or above 1.
public struct StudentInterval: Hashable, Codable, Sendable {
  /// The mean of the values.
  public let mean: Double
  /// Half the width of the interval, t · s / √n; `nil` for a single value, which says nothing of it.
  public let halfWidth: Double?

  /// The lower end; the mean itself for a single value.
  public var low: Double { mean - (halfWidth ?? 0) }
  /// The upper end; the mean itself for a single value.
  public var high: Double { mean + (halfWidth ?? 0) }

  /// The interval of the mean of `values`.
  ///
  /// - Parameters:
  ///   - values: At least one, all finite.
  ///   - level: The probability that the interval holds the mean, in (0, 1).
  /// - Throws: `ExperimentError.invalidOption` if an argument is not as above.
  /// - Complexity: O(values).
  public init(ofMean values: [Double], level: Double = 0.95) throws(ExperimentError) {
    guard !values.isEmpty, values.allSatisfy(\.isFinite) else {
      throw .invalidOption(name: "values", requirement: "at least one, and all finite")
    }
    guard level > 0, level < 1 else {
      throw .invalidOption(name: "level", requirement: "\(level) is not between 0 and 1")
    }
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    guard values.count > 1 else {
      halfWidth = nil
      return
    }
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let error = (squares / (count - 1) / count).squareRoot()
    halfWidth = Self.quantile(level, freedom: values.count - 1) * error
  }

  /// The t that a variable of Student's distribution is within ±t of with probability `level`.
  ///
  /// With t = √ν tan θ the probability is a finite sum of powers of cos θ [Abramowitz1964, 26.7.3 and
  /// 26.7.4], increasing in θ, which is found by bisection.
  ///
  /// - Parameters:
  ///   - level: In (0, 1).
  ///   - freedom: ν, at least 1.
  static func quantile(_ level: Double, freedom: Int) -> Double {
    var (low, high) = (0.0, Double.pi / 2)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if probability(ofAngle: middle, freedom: freedom) < level {
        low = middle
      } else {
        high = middle
      }
    }
    return Double(freedom).squareRoot() * tan((low + high) / 2)
  }

  /// The probability of being within ±√ν tan `angle` with ν = `freedom`.
  private static func probability(ofAngle angle: Double, freedom: Int) -> Double {
    let cosine = cos(angle)
    let isOdd = freedom % 2 == 1
    // 1 + ½ cos² + ½·¾ cos⁴ + …, or cos + ⅔ cos³ + ⅔·⅘ cos⁵ + …, up to the power ν − 2.
    var term = isOdd ? cosine : 1
    var sum = 0.0
    var power = isOdd ? 1 : 0
    while power <= freedom - 2 {
      sum += term
      term *= cosine * cosine * Double(power + 1) / Double(power + 2)
      power += 2
    }
    return isOdd ? 2 / Double.pi * (angle + sin(angle) * sum) : sin(angle) * sum
  }
}
