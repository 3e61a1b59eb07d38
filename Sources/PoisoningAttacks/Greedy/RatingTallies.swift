internal import RecommenderData
internal import Tensor

/// What detection features ask of the ratings of each item: how many, their sum, how many maxima.
struct RatingTallies: Sendable {
  private var counts: [Int]
  private var sums: [Double]
  private var maxima: [Int]
  private var allMaxima: Int
  private let maximum: Double

  /// The tallies of all users of `ratings`.
  init(_ ratings: RatingMatrix) {
    let byItem = ratings.byItem
    maximum = ratings.scale.maximum
    counts = (0..<byItem.rows).map { byItem.range(ofRow: $0).count }
    sums = (0..<byItem.rows).map { byItem.range(ofRow: $0).reduce(0) { $0 + byItem.values[$1] } }
    let maximum = maximum
    maxima = (0..<byItem.rows).map { item in
      byItem.range(ofRow: item).count { byItem.values[$0] == maximum }
    }
    allMaxima = maxima.reduce(0, +)
  }

  /// Counts a profile in.
  mutating func add(_ profile: FakeProfile) {
    for (item, value) in zip(profile.items, profile.values) {
      counts[item] += 1
      sums[item] += value
      if value == maximum {
        maxima[item] += 1
        allMaxima += 1
      }
    }
  }

  /// One rating as features see it, counted here already or still to be.
  func trace(item: Int, value: Double, isCounted: Bool) -> RatingTrace {
    let more = isCounted ? 0 : 1
    let count = Double(counts[item] + more)
    let mean = (sums[item] + Double(more) * value) / count
    let isMaximum = value == maximum
    let share = isMaximum ? Double(maxima[item] + more) / Double(allMaxima + more) : 0
    return RatingTrace(
      value: value, deviation: abs(value - mean), count: count, maximumShare: share,
      isMaximum: isMaximum)
  }
}

/// One rating of a user as detection features see it.
struct RatingTrace: Sendable {
  /// r.
  let value: Double
  /// |r − r̄_i|.
  let deviation: Double
  /// c_i.
  let count: Double
  /// The item's share of all ratings at the maximum, if r is one.
  let maximumShare: Double
  /// Whether r is the scale's maximum.
  let isMaximum: Bool
}
