internal import RecommenderData
internal import Tensor

/// How much a user resembles those who are most like the user.
enum DegreeOfSimilarity {
  /// k, the number of neighbours.
  static let neighbours = 25
  /// The least number of common items for a correlation: through two points there is always a line.
  static let leastCommonItems = 3
  /// The number of users that one task compares with all.
  private static let chunk = 32
  /// What of a sum of squares may be rounding.
  private static let rounding = 1e-12

  /// DegSim_u = (1/k) Σ W_uv over the k = 25 users v with the largest W_uv. [Burke2006;
  /// Chirita2005]
  ///
  /// W_uv is Pearson's correlation of the two users' ratings on the items that both rated, with means
  /// and deviations over these items. It counts as 0 where it is negative, where there are fewer than
  /// three such items, and where one of the users rates all of them alike. If fewer than 25 users are
  /// left, the others count as 0 too.
  ///
  /// - Complexity: O(Σ_i c_i²) time, O(users) memory a thread.
  static func values(of ratings: RatingMatrix, parallelism: Parallelism) -> [Double] {
    let (byUser, byItem) = (ratings.byUser, ratings.byItem)
    // Centred, so that sums of squares are small; on usual scales they then are exact.
    let centre = (ratings.scale.minimum + ratings.scale.maximum) / 2
    let users = ratings.userCount
    let chunks = parallelism.map(
      count: users, chunk: chunk,
      workspace: { [PairSums](repeating: PairSums(), count: users) }
    ) { range, sums in
      range.map { user in
        var met: [Int] = []
        for place in byUser.range(ofRow: user) {
          let own = byUser.values[place] - centre
          for position in byItem.range(ofRow: Int(byUser.indices[place])) {
            let other = Int(byItem.indices[position])
            if sums[other].count == 0 { met.append(other) }
            sums[other].add(own, byItem.values[position] - centre)
          }
        }
        var correlations: [Double] = []
        for other in met {
          if other != user, let found = sums[other].correlation, found > 0 {
            correlations.append(found)
          }
          sums[other] = PairSums()
        }
        correlations.keepSmallest(neighbours, by: >)
        return correlations.reduce(0, +) / Double(neighbours)
      }
    }
    return chunks.flatMap { $0 }
  }

  /// The sums that the correlation of two users is made of.
  private struct PairSums {
    var count = 0.0
    var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ left: Double, _ right: Double) {
      count += 1
      x += left
      y += right
      xx += left * left
      yy += right * right
      xy += left * right
    }

    /// Pearson's correlation, or `nil` where there is none.
    var correlation: Double? {
      guard count >= Double(leastCommonItems) else { return nil }
      let own = count * xx - x * x
      let other = count * yy - y * y
      guard own > rounding * count * xx, other > rounding * count * yy else { return nil }
      return min(1, (count * xy - x * y) / (own * other).squareRoot())
    }
  }
}
