/// How the lengths of sequences are spread.
public struct SequenceLengths: Hashable, Codable, Sendable {
  /// How often one length occurs.
  public struct LengthCount: Hashable, Codable, Sendable {
    /// The length: a number of actions.
    public var length: Int
    /// The number of sequences of this length.
    public var count: Int
  }

  /// The number of sequences.
  public let count: Int
  /// The mean length.
  public let mean: Double
  /// The standard deviation of the lengths, of the population (divided by their number).
  public let deviation: Double
  /// The least length.
  public let minimum: Int
  /// The length below which a quarter of the sequences lies.
  public let lowerQuartile: Double
  /// The length below which half of the sequences lies.
  public let median: Double
  /// The length below which three quarters of the sequences lie.
  public let upperQuartile: Double
  /// The greatest length.
  public let maximum: Int
  /// The lengths that occur, ascending, and how often.
  public let histogram: [LengthCount]

  /// The spread of `lengths`, such as ``InteractionLog/lengths`` or a part of them.
  ///
  /// Quartiles between two lengths are interpolated linearly, as NumPy does unless told otherwise.
  ///
  /// - Throws: `DataError.invalidArgument` without any, or for one below 0.
  /// - Complexity: O(n log n) for n lengths.
  public init(of lengths: some Sequence<Int>) throws(DataError) {
    let sorted = lengths.sorted()
    guard let least = sorted.first, let greatest = sorted.last, least >= 0 else {
      throw .invalidArgument(
        name: "lengths", requirement: sorted.isEmpty ? "there are none" : "one is below 0")
    }
    count = sorted.count
    minimum = least
    maximum = greatest
    let mean = sorted.reduce(0) { $0 + Double($1) } / Double(sorted.count)
    let squares = sorted.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    self.mean = mean
    deviation = (squares / Double(sorted.count)).squareRoot()
    lowerQuartile = Self.quantile(0.25, of: sorted)
    median = Self.quantile(0.5, of: sorted)
    upperQuartile = Self.quantile(0.75, of: sorted)
    var histogram: [LengthCount] = []
    for length in sorted {
      if histogram.last?.length == length {
        histogram[histogram.count - 1].count += 1
      } else {
        histogram.append(LengthCount(length: length, count: 1))
      }
    }
    self.histogram = histogram
  }

  private static func quantile(_ share: Double, of sorted: [Int]) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return Double(sorted[below]) + (place - Double(below)) * Double(sorted[above] - sorted[below])
  }
}
