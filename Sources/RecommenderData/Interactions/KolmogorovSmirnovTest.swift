internal import Foundation

/// Whether two samples of lengths can come from one distribution: Kolmogorov and Smirnov's test.
///
/// The statistic is the greatest distance between the two empirical distribution functions. Lengths
/// are whole numbers of which many are equal, and for these the textbook law of the statistic, made
/// for continuous data, gives p-values that are too large. So the p-value is that of the permutation
/// test: the share of all ways to divide the pooled lengths into samples of these two sizes that
/// give a statistic as large or larger. It is computed, not sampled, by following the probability of
/// all ways at once from length to length [Schröer1995]. Where that would take too long, Kolmogorov's
/// limit law is taken, which on lengths of which many are equal errs on the large side.
///
/// The samples have to be independent. All lengths before and all after an injection are not, since
/// the second hold the first: compare the lengths of normal and of injected users.
///
/// ```swift
/// let test = try KolmogorovSmirnovTest(
///   log.lengths.prefix(log.normalUserCount), log.lengths.dropFirst(log.normalUserCount))
/// test.pValue  // small: the injected users' lengths stand out
/// ```
public struct KolmogorovSmirnovTest: Hashable, Codable, Sendable {
  /// Where a p-value comes from.
  public enum Method: String, CaseIterable, Hashable, Codable, Sendable {
    /// The exact law given the pooled lengths, equal ones heeded.
    case exact
    /// Kolmogorov's law for large samples of a continuous distribution.
    case asymptotic
  }

  /// How many lengths there are, times the smaller sample's, up to which the law is exact by default.
  private static let greatestExactWork = 1 << 30

  /// The greatest distance between the distribution functions, from 0 to 1.
  public let statistic: Double
  /// The probability, from 0 to 1, of at least this distance if both samples come from one distribution.
  ///
  /// Exact ones below 10⁻²⁵⁰ are given as 0.
  public let pValue: Double
  /// Where the p-value comes from.
  public let method: Method

  /// Compares two samples.
  ///
  /// - Parameters:
  ///   - first: The lengths of one sample, in any order.
  ///   - second: Those of the other.
  ///   - method: Where the p-value comes from; by default it is exact as long as the smaller sample
  ///     times both together is at most 2³⁰.
  /// - Throws: `DataError.invalidArgument` if a sample is empty or holds more than 2³¹ lengths.
  /// - Complexity: O(n log n) for n lengths in both; the exact law up to n times the smaller sample
  ///   more, and less for a smaller statistic.
  public init(
    _ first: some Sequence<Int>, _ second: some Sequence<Int>, method: Method? = nil
  ) throws(DataError) {
    let (first, second) = (first.sorted(), second.sorted())
    for (name, sample) in [("first", first), ("second", second)] where sample.isEmpty {
      throw .invalidArgument(name: name, requirement: "the sample is empty")
    }
    let small = first.count <= second.count ? first : second
    let large = first.count <= second.count ? second : first
    guard large.count <= 1 << 31 else {
      throw .invalidArgument(name: "method", requirement: "a sample has more than 2³¹ lengths")
    }
    let steps = TiedSteps(small: small, large: large)
    let distance = steps.distance
    let pairs = Double(small.count) * Double(large.count)
    statistic = Double(distance) / pairs
    let work = (small.count + large.count).multipliedReportingOverflow(by: small.count)
    let isShort = !work.overflow && work.partialValue <= Self.greatestExactWork
    self.method = method ?? (isShort ? .exact : .asymptotic)
    switch self.method {
    case .exact: pValue = steps.probability(ofAtLeast: distance)
    case .asymptotic:
      let size = pairs / Double(small.count + large.count)
      pValue = Self.kolmogorov(size.squareRoot() * statistic)
    }
  }

  /// The probability that a variable of Kolmogorov's distribution is above `x`, at least 0.
  ///
  /// Of its two series each converges within a few terms on one side of 1.
  private static func kolmogorov(_ x: Double) -> Double {
    guard x > 0.05 else { return 1 }
    if x < 1 {
      let sum = (1...4).reduce(0.0) { sum, k in
        let odd = Double(2 * k - 1)
        return sum + exp(-odd * odd * .pi * .pi / (8 * x * x))
      }
      return 1 - (2 * Double.pi).squareRoot() / x * sum
    }
    var sum = 0.0
    for k in (1...5).reversed() { sum = exp(-2 * Double(k * k) * x * x) - sum }
    return 2 * sum
  }
}

/// Two samples pooled and ordered, as blocks of equal lengths.
private struct TiedSteps {
  /// Below this a probability is not told from 0.
  private static let leastProbability = 1e-250
  /// Below this a part of one is taken for 0: rounded up again and again, numbers near the least
  /// possible one would not fall any more.
  private static let leastPart = 1e-290

  private let smallCount: Int
  private let largeCount: Int
  /// For each length that occurs, how many of the small and of the large sample are up to it.
  private var ends: [(small: Int, large: Int)] = []

  /// The blocks of two ascending samples.
  init(small: [Int], large: [Int]) {
    smallCount = small.count
    largeCount = large.count
    var (i, j) = (0, 0)
    while i < small.count || j < large.count {
      let length = min(i < small.count ? small[i] : .max, j < large.count ? large[j] : .max)
      while i < small.count, small[i] == length { i += 1 }
      while j < large.count, large[j] == length { j += 1 }
      ends.append((i, j))
    }
  }

  /// The distance of the distribution functions behind so many of each sample, times both sizes.
  private func distance(small: Int, large: Int) -> Int {
    abs(small * largeCount - large * smallCount)
  }

  /// The greatest distance, times both sizes.
  var distance: Int { ends.reduce(0) { max($0, distance(small: $1.small, large: $1.large)) } }

  /// The share of the ways to divide the pooled lengths whose greatest distance is at least `limit`.
  ///
  /// Drawing the pooled lengths in order, without replacement, `alive[i]` is the probability that i
  /// of those drawn are in the small sample and no block so far ended at the limit or beyond. What
  /// ends there is taken out and summed, which keeps small shares accurate.
  func probability(ofAtLeast limit: Int) -> Double {
    guard limit > 0 else { return 1 }
    var alive = [Double](repeating: 0, count: smallCount + 1)
    alive[0] = 1
    var (low, high) = (0, 0)
    var reached = 0.0
    var drawn = 0
    for end in ends {
      while drawn < end.small + end.large {
        step(&alive, low, high, drawn)
        drawn += 1
        high = min(high + 1, smallCount)
        low = max(low, drawn - largeCount)
      }
      while low <= high, distance(small: low, large: drawn - low) >= limit {
        reached += alive[low]
        alive[low] = 0
        low += 1
      }
      while high >= low, distance(small: high, large: drawn - high) >= limit {
        reached += alive[high]
        alive[high] = 0
        high -= 1
      }
      if low > high { break }
    }
    return reached < Self.leastProbability ? 0 : min(reached, 1)
  }

  /// Draws one more length after `drawn`; `alive` is 0 outside `low...high`.
  private func step(_ alive: inout [Double], _ low: Int, _ high: Int, _ drawn: Int) {
    let left = 1 / Double(smallCount + largeCount - drawn)
    if high < smallCount { alive[high + 1] = alive[high] * Double(smallCount - high) * left }
    for i in stride(from: high, through: low, by: -1) {
      let fromSmall = i > low ? alive[i - 1] * Double(smallCount - i + 1) : 0
      let part = (alive[i] * Double(largeCount - drawn + i) + fromSmall) * left
      alive[i] = part < Self.leastPart ? 0 : part
    }
  }
}
