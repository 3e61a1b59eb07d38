internal import Foundation
internal import Tensor

/// How active the users of made-up data are.
enum SyntheticActivity {
  /// The number of entries of each user, `total` together: log-normal beyond a minimum.
  ///
  /// - Parameters:
  ///   - users: The number of users.
  ///   - total: From `users` · `minimum` to `users` · `maximum`.
  ///   - bounds: The least and the greatest number of a user.
  ///   - deviation: The deviation of the logarithm of what is beyond the minimum.
  ///   - rng: The source of randomness.
  static func counts(
    users: Int, total: Int, bounds: ClosedRange<Int>, deviation: Double,
    using rng: inout SeededGenerator
  ) -> [Int] {
    let weights = (0..<users).map { _ in exp(rng.nextNormal(deviation: deviation)) }
    let sum = weights.reduce(0, +)
    let spare = total - users * bounds.lowerBound
    var counts = weights.map {
      min(bounds.upperBound, bounds.lowerBound + Int(Double(spare) * $0 / sum))
    }
    // What rounding down and full users leave goes round, one each, the most active first.
    let order = weights.indices.sorted { (weights[$0], $1) > (weights[$1], $0) }
    var left = total - counts.reduce(0, +)
    while left > 0 {
      for user in order where left > 0 && counts[user] < bounds.upperBound {
        counts[user] += 1
        left -= 1
      }
    }
    return counts
  }
}
