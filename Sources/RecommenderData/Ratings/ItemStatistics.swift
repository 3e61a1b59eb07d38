internal import Tensor

/// Means and deviations of ratings, over normal users only.
///
/// Deviations are of the population (divided by n). An item with fewer than two ratings says
/// nothing of its spread and little of its mean: it takes the global mean and deviation.
public struct ItemStatistics: Equatable, Sendable {
  /// The mean of all ratings; 0 without any.
  public let globalMean: Double
  /// The deviation of all ratings; 0 without any.
  public let globalDeviation: Double
  /// μ_i: the mean of each item's ratings.
  public let means: [Double]
  /// σ_i: the deviation of each item's ratings.
  public let deviations: [Double]
  /// The number of ratings of each item.
  public let counts: [Int]

  /// Statistics of a matrix with a row for each item, users ascending, over the first
  /// `normalUserCount` users.
  init(byItem: SparseMatrix<Double>, normalUserCount: Int) {
    let ranges = (0..<byItem.rows).map { item in
      var range = byItem.range(ofRow: item)
      while let last = range.last, Int(byItem.indices[last]) >= normalUserCount {
        range.removeLast()
      }
      return range
    }
    let global = Moments(byItem.values, ranges)
    let moments = ranges.map { range in
      range.count < 2 ? global : Moments(byItem.values, CollectionOfOne(range))
    }
    globalMean = global.mean
    globalDeviation = global.deviation
    means = moments.map(\.mean)
    deviations = moments.map(\.deviation)
    counts = ranges.map(\.count)
  }
}

/// Mean and population deviation; both 0 of nothing.
private struct Moments {
  var mean = 0.0
  var deviation = 0.0

  /// The moments of the values at the positions of `ranges`, by two passes.
  init(_ values: [Double], _ ranges: some Collection<Range<Int>>) {
    let count = ranges.reduce(0) { $0 + $1.count }
    guard count > 0 else { return }
    var sum = 0.0
    for range in ranges { for position in range { sum += values[position] } }
    mean = sum / Double(count)
    var squares = 0.0
    for range in ranges {
      for position in range { squares += (values[position] - mean) * (values[position] - mean) }
    }
    deviation = (squares / Double(count)).squareRoot()
  }
}
