internal import RecommenderData
internal import Tensor

/// The six features that detectors look at, kept up to date rating by rating. [Fang2020, §6]
///
/// With c_i ratings and mean r̄_i of item i, P_T the ratings at the maximum and P_F the rest:
/// RDMA = Σ|r − r̄_i|/c_i / n, WDMA = Σ|r − r̄_i|/c_i² / n, WDA = Σ|r − r̄_i|/c_i,
/// TMF = the largest share of all maxima that an item of P_T has,
/// FMTD = |mean of P_T − mean of P_F|, MeanVar = the mean of (r − r̄_i)² over P_F. Of empty sets they
/// are 0.
struct ProfileFeatures: Sendable {
  private var count = 0.0
  private var deviations = 0.0
  private var squaredCountDeviations = 0.0
  private var targetFocus = 0.0
  private var maximum = (sum: 0.0, count: 0.0)
  private var rest = (sum: 0.0, squares: 0.0, count: 0.0)

  /// Takes a rating in.
  mutating func add(_ trace: RatingTrace) {
    count += 1
    deviations += trace.deviation / trace.count
    squaredCountDeviations += trace.deviation / (trace.count * trace.count)
    targetFocus = max(targetFocus, trace.maximumShare)
    if trace.isMaximum {
      maximum.sum += trace.value
      maximum.count += 1
    } else {
      rest.sum += trace.value
      rest.squares += trace.deviation * trace.deviation
      rest.count += 1
    }
  }

  /// These features with one more rating.
  func adding(_ trace: RatingTrace) -> ProfileFeatures {
    var result = self
    result.add(trace)
    return result
  }

  /// RDMA, WDMA, WDA, TMF, FMTD and MeanVar.
  var values: [Double] {
    guard count > 0 else { return Array(repeating: 0, count: Self.names.count) }
    let isMixed = maximum.count > 0 && rest.count > 0
    return [
      deviations / count, squaredCountDeviations / count, deviations, targetFocus,
      isMixed ? abs(maximum.sum / maximum.count - rest.sum / rest.count) : 0,
      rest.count > 0 ? rest.squares / rest.count : 0,
    ]
  }

  /// The names of ``values``.
  static let names = ["RDMA", "WDMA", "WDA", "TMF", "FMTD", "MeanVar"]
}

/// Where the features of most normal users lie.
struct FeatureRange: Sendable {
  /// Bounds of each feature, in the order of ``ProfileFeatures/names``.
  let bounds: [ClosedRange<Double>]

  /// From the `1 − quantile` to the `quantile` quantile of each feature over normal users who have
  /// rated something.
  ///
  /// - Complexity: O(ratings + users · log users).
  init(of ratings: RatingMatrix, tallies: RatingTallies, quantile: Double) {
    var samples: [[Double]] = ProfileFeatures.names.map { _ in [] }
    for user in 0..<ratings.normalUserCount {
      let range = ratings.byUser.range(ofRow: user)
      guard !range.isEmpty else { continue }
      var features = ProfileFeatures()
      for place in range {
        features.add(
          tallies.trace(
            item: Int(ratings.byUser.indices[place]), value: ratings.byUser.values[place],
            isCounted: true))
      }
      for (feature, value) in features.values.enumerated() { samples[feature].append(value) }
    }
    bounds = samples.map { values in
      let sorted = values.sorted()
      guard let last = sorted.indices.last else { return 0...0 }
      let low = Int((Double(last) * (1 - quantile)).rounded(.down))
      return sorted[low]...sorted[last - low]
    }
  }

  /// By how much each feature is out of its range, in widths of the range, or as it is if all normal
  /// users have one value.
  func excess(_ features: ProfileFeatures) -> [Double] {
    zip(features.values, bounds).map { value, bounds in
      let width = bounds.upperBound - bounds.lowerBound
      return max(0, bounds.lowerBound - value, value - bounds.upperBound) / (width > 0 ? width : 1)
    }
  }

  /// How much further out of the range features get from one profile to the next: the sum over
  /// features; 0 if none leaves the range or gets further out of it.
  func worsening(from before: ProfileFeatures, to after: ProfileFeatures) -> Double {
    zip(excess(before), excess(after)).reduce(0) { $0 + max(0, $1.1 - $1.0) }
  }
}
