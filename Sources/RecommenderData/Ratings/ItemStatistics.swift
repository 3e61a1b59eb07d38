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

  /// Statistics of a matrix with a row for each item.
  init(byItem: SparseMatrix<Double>) {
    let (mean, deviation) = Self.moments(byItem.values[...])
    globalMean = mean
    globalDeviation = deviation
    var means: [Double] = []
    var deviations: [Double] = []
    var counts: [Int] = []
    for item in 0..<byItem.rows {
      let range = byItem.range(ofRow: item)
      let moments = range.count < 2 ? (mean, deviation) : Self.moments(byItem.values[range])
      means.append(moments.0)
      deviations.append(moments.1)
      counts.append(range.count)
    }
    self.means = means
    self.deviations = deviations
    self.counts = counts
  }

  private static func moments(_ values: ArraySlice<Double>) -> (mean: Double, deviation: Double) {
    guard !values.isEmpty else { return (0, 0) }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count)).squareRoot())
  }
}
