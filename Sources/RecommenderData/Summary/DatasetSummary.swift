internal import Tensor

/// The figures that describe a rating data set.
public struct DatasetSummary: Equatable, Codable, Sendable {
  /// How a number of ratings is spread over users or over items.
  public struct Spread: Hashable, Codable, Sendable {
    /// The least number of ratings.
    public var minimum: Int
    /// The middle number; of an even count, the mean of the two in the middle.
    public var median: Double
    /// The mean number.
    public var mean: Double
    /// The greatest number.
    public var maximum: Int

    /// The spread of `counts`; all 0 without any.
    public init(of counts: [Int]) {
      let sorted = counts.sorted()
      let middle = sorted.count / 2
      minimum = sorted.first ?? 0
      maximum = sorted.last ?? 0
      mean = sorted.isEmpty ? 0 : Double(sorted.reduce(0, +)) / Double(sorted.count)
      if sorted.isEmpty {
        median = 0
      } else if sorted.count.isMultiple(of: 2) {
        median = Double(sorted[middle - 1] + sorted[middle]) / 2
      } else {
        median = Double(sorted[middle])
      }
    }
  }

  /// How often one rating value occurs.
  public struct ValueCount: Equatable, Codable, Sendable {
    /// The rating.
    public var value: Double
    /// The number of its occurrences.
    public var count: Int
  }

  /// The number of users, injected ones included.
  public var users: Int
  /// The number of items.
  public var items: Int
  /// The number of ratings.
  public var ratings: Int
  /// The share of all (user, item) pairs that have a rating.
  public var density: Double
  /// The ratings that are possible.
  public var scale: RatingScale
  /// The mean rating; 0 without any.
  public var meanRating: Double
  /// The number of ratings nearest to each step of the scale, lowest first; on a scale of more
  /// than 100 steps only those that occur.
  public var histogram: [ValueCount]
  /// Ratings of a user.
  public var ratingsPerUser: Spread
  /// Ratings of an item.
  public var ratingsPerItem: Spread

  /// The figures of `ratings`.
  ///
  /// - Complexity: O(n log n) for n ratings at worst.
  public init(of ratings: RatingMatrix) {
    users = ratings.userCount
    items = ratings.itemCount
    self.ratings = ratings.count
    density = ratings.density
    scale = ratings.scale
    let values = ratings.byUser.values
    meanRating = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    histogram = Self.histogram(values, scale)
    ratingsPerUser = Spread(of: ratings.userRatingCounts)
    ratingsPerItem = Spread(of: ratings.itemRatingCounts)
  }

  private static func histogram(_ values: [Double], _ scale: RatingScale) -> [ValueCount] {
    let steps = Int(min(1e9, ((scale.maximum - scale.minimum) / scale.step).rounded()))
    guard steps <= 100 else {
      var counts: [Double: Int] = [:]
      for value in values { counts[scale.nearest(to: value), default: 0] += 1 }
      return counts.map { ValueCount(value: $0.key, count: $0.value) }
        .sorted { $0.value < $1.value }
    }
    var counts = [Int](repeating: 0, count: steps + 1)
    for value in values {
      counts[Int(((scale.nearest(to: value) - scale.minimum) / scale.step).rounded())] += 1
    }
    return counts.enumerated().map { step, count in
      let value = scale.nearest(to: scale.minimum + Double(step) * scale.step)
      return ValueCount(value: value, count: count)
    }
  }
}
