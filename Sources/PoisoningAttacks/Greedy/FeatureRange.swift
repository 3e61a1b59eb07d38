internal import PoisoningDetection
internal import RecommenderData
internal import Tensor

/// Where the features of most normal users lie.
struct FeatureRange: Sendable {
  /// Bounds of each feature, in the order of `[UserFeature].standard`.
  let bounds: [ClosedRange<Double>]

  /// From the `1 − quantile` to the `quantile` quantile of each feature over normal users who have
  /// rated something.
  ///
  /// - Complexity: O(ratings + users · log users).
  init(of ratings: RatingMatrix, quantile: Double) {
    let features = UserFeatures(of: ratings, parallelism: .serial)
    let users = (0..<ratings.normalUserCount).filter { !ratings.byUser.range(ofRow: $0).isEmpty }
    bounds = features.features.indices.map { column in
      let sorted = users.map { features.values[$0, column] }.sorted()
      guard let last = sorted.indices.last else { return 0...0 }
      let low = Int((Double(last) * (1 - quantile)).rounded(.down))
      return sorted[low]...sorted[last - low]
    }
  }

  /// By how much each feature is out of its range, in widths of the range, or as it is if all normal
  /// users have one value.
  func excess(_ profile: FeatureSums) -> [Double] {
    zip(profile.standardFeatures, bounds).map { value, bounds in
      let width = bounds.upperBound - bounds.lowerBound
      return max(0, bounds.lowerBound - value, value - bounds.upperBound) / (width > 0 ? width : 1)
    }
  }

  /// How much further out of the range features get from one profile to the next: the sum over
  /// features; 0 if none leaves the range or gets further out of it.
  func worsening(from before: FeatureSums, to after: FeatureSums) -> Double {
    zip(excess(before), excess(after)).reduce(0) { $0 + max(0, $1.1 - $1.0) }
  }
}
