internal import Foundation
internal import RecommenderData
internal import Recommenders
internal import Tensor

/// L_S without its ℓ₁ term: Σ_{u∈S} H_u Σ_{i∈Γ_u} g(r̂_ui − r̂_ut), g(x) = 1/(1 + exp(−x/b)).
///
/// Γ_u is the top-N list of u among the items that u has not rated, the target excepted. Users who
/// have rated the target leave the loss: no list of theirs can hold it. [Fang2020, Eqs. 6 and 30]
struct TopNLoss: Sendable {
  /// The target t.
  let target: Int
  /// N.
  let top: Int
  /// S without the raters of the target, ascending.
  let users: [Int]
  /// H_u of each of ``users``.
  let weights: [Double]
  /// The ratings of ``users``, a row for each, with the target taken for rated.
  let excluded: RatingMatrix
  /// The threads to use.
  let parallelism: Parallelism

  /// The number of users of a unit of work.
  private static var chunk: Int { 64 }

  /// The loss over some users of `ratings`.
  init(
    audience: Audience, target: Int, top: Int, ratings: RatingMatrix, parallelism: Parallelism
  ) throws {
    self.target = target
    self.top = top
    self.parallelism = parallelism
    var users: [Int] = []
    var weights: [Double] = []
    var offsets = [0]
    var indices: [Int32] = []
    for (user, weight) in zip(audience.users, audience.weights) {
      let range = ratings.byUser.range(ofRow: user)
      let place = ratings.byUser.position(ofRow: user, atLeast: target)
      if place < range.upperBound, Int(ratings.byUser.indices[place]) == target { continue }
      users.append(user)
      weights.append(weight)
      indices += ratings.byUser.indices[range.lowerBound..<place]
      indices.append(Int32(target))
      indices += ratings.byUser.indices[place..<range.upperBound]
      offsets.append(indices.count)
    }
    self.users = users
    self.weights = weights
    excluded = try Self.matrix(offsets, indices, ratings.itemIdentifiers)
  }

  /// Rated items as a rating matrix of zeros.
  private static func matrix(
    _ offsets: [Int], _ indices: [Int32], _ items: [String]
  ) throws -> RatingMatrix {
    try RatingMatrix(
      byUser: SparseMatrix(
        rows: offsets.count - 1, columns: items.count, uncheckedOffsets: offsets,
        indices: indices, values: Array(repeating: 0, count: indices.count)),
      scale: .fiveStars, userIdentifiers: (1..<offsets.count).map(String.init),
      itemIdentifiers: items)
  }

  /// The rows of ``excluded`` of some places in ``users``.
  func excluded(places: [Int]) throws -> RatingMatrix {
    let rows = excluded.byUser
    let indices = places.flatMap { rows.indices[rows.range(ofRow: $0)] }
    var offsets = [0]
    for place in places {
      offsets.append(offsets[offsets.count - 1] + rows.range(ofRow: place).count)
    }
    return try Self.matrix(offsets, indices, excluded.itemIdentifiers)
  }

  /// Γ_u of each user, by place in ``users``.
  ///
  /// - Parameters:
  ///   - users: x_u of each of ``users``, a column each.
  ///   - items: Y.
  func lists(users: Matrix<Double>, items: Matrix<Double>) throws -> RecommendationLists<Double> {
    try FactorScores(users: users, items: items).topN(
      top, excluding: excluded, parallelism: parallelism)
  }

  /// The loss for lists that are at hand.
  ///
  /// - Parameter targetScores: r̂_ut of each of ``users``.
  func value(
    of lists: RecommendationLists<Double>, targetScores: [Double], width: Double
  ) -> Double {
    parallelism.map(count: users.count, chunk: Self.chunk) { places in
      var sum = 0.0
      for place in places {
        var ofUser = 0.0
        for entry in lists[user: place] {
          ofUser += Self.sigmoid((entry.score - targetScores[place]) / width)
        }
        sum += weights[place] * ofUser
      }
      return sum
    }.reduce(0, +)
  }

  /// g at x = argument · b.
  static func sigmoid(_ argument: Double) -> Double {
    1 / (1 + exp(-argument))
  }

  /// The derivatives of the loss by the factors, for lists that are at hand.
  ///
  /// Eq. 15 without what follows the factors.
  ///
  /// - Complexity: O(|S|·N·rank) flops.
  func gradient(
    of lists: RecommendationLists<Double>, users factors: Matrix<Double>, items: Matrix<Double>,
    targetScores: [Double], width: Double
  ) -> Gradient {
    var place = [Int32](repeating: -1, count: items.columns)
    for user in users.indices { for entry in lists[user: user] { place[entry.item] = 0 } }
    place[target] = 0
    let touched = place.indices.filter { place[$0] == 0 }
    for (index, item) in touched.enumerated() { place[item] = Int32(index) }
    let places = place
    let blocks = parallelism.map(count: users.count, chunk: Self.chunk) { range in
      var rows: [[(column: Int32, slope: Double)]] = []
      for user in range {
        var row: [(column: Int32, slope: Double)] = []
        var total = 0.0
        for entry in lists[user: user] {
          let slope = slope(of: entry.score - targetScores[user], user: user, width: width)
          total += slope
          row.append((places[entry.item], slope))
        }
        row.append((places[target], -total))
        rows.append(row.sorted { $0.column < $1.column })
      }
      return rows
    }
    let rows = blocks.joined()
    var offsets = [0]
    for row in rows { offsets.append(offsets[offsets.count - 1] + row.count) }
    let slopes = SparseMatrix(
      rows: users.count, columns: touched.count, uncheckedOffsets: offsets,
      indices: rows.flatMap { $0.map(\.column) }, values: rows.flatMap { $0.map(\.slope) })
    return Gradient(
      items: touched,
      ofItems: factors.timesTransposed(slopes.transposed, parallelism: parallelism),
      ofUsers: items.selectingColumns(touched).timesTransposed(slopes, parallelism: parallelism))
  }

  /// ∂L/∂y_t, for lists that are at hand.
  ///
  /// - Complexity: O(|S|·(N + rank)) flops.
  func targetGradient(
    of lists: RecommendationLists<Double>, users factors: Matrix<Double>, targetScores: [Double],
    width: Double
  ) -> Vector<Double> {
    let slopes = parallelism.map(count: users.count, chunk: Self.chunk) { places in
      places.map { place in
        lists[user: place].reduce(0) { sum, entry in
          sum - slope(of: entry.score - targetScores[place], user: place, width: width)
        }
      }
    }
    return factors * Vector(slopes.joined())
  }

  /// H_u g′(r̂_ui − r̂_ut) for the user at a place of ``users``.
  func slope(of margin: Double, user: Int, width: Double) -> Double {
    let value = Self.sigmoid(margin / width)
    return weights[user] * value * (1 - value) / width
  }

  /// The derivatives of the loss by factors: zero for all that are not named.
  struct Gradient {
    /// ∪Γ_u and the target, ascending.
    let items: [Int]
    /// ∂L/∂y_i, a column for each of ``items``.
    let ofItems: Matrix<Double>
    /// ∂L/∂x_u, a column for each user of the loss.
    let ofUsers: Matrix<Double>
  }
}

/// Factors of some users and all items as a recommender.
struct FactorScores: Recommender {
  let users: Matrix<Double>
  let items: Matrix<Double>

  var userCount: Int { users.columns }
  var itemCount: Int { items.columns }

  func score(users range: Range<Int>, items tile: Range<Int>, into block: inout Matrix<Double>) {
    block.formTransposedProduct(items, columns: tile, users, columns: range)
  }
}
