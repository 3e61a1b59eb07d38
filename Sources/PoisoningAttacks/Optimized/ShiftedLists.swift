internal import RecommenderData
internal import Recommenders
internal import Tensor

/// Top-N lists for item factors near some that all scores were computed for: the same lists as from
/// all scores, from few of them.
///
/// Longer lists at the old factors are kept. At new ones their items are scored again, and for all
/// users the items whose factors moved most. What is left moved by no more than δ, so that it scores
/// at most the last kept score and ‖x_u‖δ; a user whose N-th score does not exceed that has all items
/// scored.
struct ShiftedLists: Sendable {
  private let loss: TopNLoss
  /// x_u of each user of the loss.
  private let users: Matrix<Double>
  /// ‖x_u‖ of each.
  private let norms: [Double]
  /// The factors of the kept lists.
  private let items: Matrix<Double>
  private let kept: RecommendationLists<Double>

  /// How many times as long as N the kept lists are.
  private static var lengthFactor: Int { 4 }
  /// The number of items that are scored for all users.
  private static var movers: Int { 256 }
  /// The number of users of a unit of work.
  private static var chunk: Int { 64 }

  /// Lists that are kept for `items`.
  ///
  /// - Complexity: O(|S|·items·rank).
  init(_ loss: TopNLoss, users: Matrix<Double>, items: Matrix<Double>) throws {
    self.loss = loss
    self.users = users
    self.items = items
    norms = (0..<users.columns).map { users.columnDot($0, users, $0).squareRoot() }
    kept = try FactorScores(users: users, items: items).topN(
      Self.lengthFactor * loss.top, excluding: loss.excluded, parallelism: loss.parallelism)
  }

  /// Γ_u of each user of the loss for other factors of the items.
  ///
  /// - Complexity: O(items·rank + |S|·(N + 256)·rank), and O(items·rank) for each user who needs all
  ///   scores.
  func lists(items moved: Matrix<Double>) throws -> RecommendationLists<Double> {
    let (far, rest) = split(moved)
    let columns = moved.selectingColumns(far)
    var isFar = [Bool](repeating: false, count: items.columns)
    for item in far { isFar[item] = true }
    let blocks = loss.parallelism.map(
      count: users.columns, chunk: Self.chunk,
      workspace: { Matrix<Double>(rows: far.count, columns: Self.chunk) }
    ) { [isFar] places, scores in
      scores.formTransposedProduct(
        columns, columns: 0..<far.count, users, columns: places)
      return places.map { place in
        candidates(of: place, far: far, isFar: isFar, moved: moved) {
          scores[$0, place - places.lowerBound]
        }
      }
    }
    var lists = Array(blocks.joined())
    let open = lists.indices.filter { !isProven(lists[$0], of: $0, rest: rest) }
    if !open.isEmpty {
      let full = try FactorScores(users: users.selectingColumns(open), items: moved).topN(
        loss.top, excluding: loss.excluded(places: open), parallelism: loss.parallelism)
      for (index, place) in open.enumerated() { lists[place] = Array(full[user: index]) }
    }
    return RecommendationLists(
      users: 0..<lists.count, length: loss.top, entries: Array(lists.joined()),
      counts: lists.map(\.count))
  }

  /// The items that moved most, ascending, and by how much each of the others did at most.
  private func split(_ moved: Matrix<Double>) -> (far: [Int], rest: Double) {
    let rank = items.rows
    let shifts = loss.parallelism.map(count: items.columns, chunk: 256) { range in
      items.withSpan { old in
        moved.withSpan { new in
          range.map { item in
            var sum = 0.0
            for place in rank * item..<rank * (item + 1) {
              sum += (new[place] - old[place]) * (new[place] - old[place])
            }
            return sum.squareRoot()
          }
        }
      }
    }.flatMap { $0 }
    var order = Array(shifts.indices)
    order.keepSmallest(Self.movers + 1) {
      shifts[$0] != shifts[$1] ? shifts[$0] > shifts[$1] : $0 < $1
    }
    guard order.count > Self.movers else { return (order.sorted(), 0) }
    let rest = shifts[order.removeLast()]
    return (order.sorted(), rest)
  }

  /// The best N of the kept and the moved items of one user.
  ///
  /// - Parameters:
  ///   - far: The moved items, ascending.
  ///   - isFar: Whether each item is one of them.
  private func candidates(
    of place: Int, far: [Int], isFar: [Bool], moved: Matrix<Double>, score: (_ index: Int) -> Double
  ) -> [Recommendation<Double>] {
    var best: [Recommendation<Double>] = []
    best.reserveCapacity(loss.top + 1)
    for entry in kept[user: place] where !isFar[entry.item] {
      offer(entry.item, users.columnDot(place, moved, entry.item), to: &best)
    }
    let rated = loss.excluded.byUser
    let row = rated.range(ofRow: place)
    var next = row.lowerBound
    for (index, item) in far.enumerated() {
      while next < row.upperBound, Int(rated.indices[next]) < item { next += 1 }
      if next < row.upperBound, Int(rated.indices[next]) == item { continue }
      offer(item, score(index), to: &best)
    }
    return best
  }

  /// Puts an item into the list of the N best if it belongs there, ties to the smaller index.
  private func offer(_ item: Int, _ score: Double, to best: inout [Recommendation<Double>]) {
    func isBeaten(by other: Recommendation<Double>) -> Bool {
      other.score != score ? other.score > score : other.item < item
    }
    if best.count == loss.top {
      guard let last = best.last, !isBeaten(by: last) else { return }
      best.removeLast()
    }
    var place = best.count
    while place > 0, !isBeaten(by: best[place - 1]) { place -= 1 }
    best.insert(Recommendation(item: item, score: score), at: place)
  }

  /// Whether no other item can belong into a list.
  private func isProven(
    _ list: [Recommendation<Double>], of place: Int, rest: Double
  ) -> Bool {
    let entries = kept[user: place]
    // A short list holds all items there are.
    guard entries.count == kept.length, let bound = entries.last?.score else { return true }
    guard list.count == loss.top, let last = list.last else { return false }
    return last.score > bound + norms[place] * rest
  }
}
