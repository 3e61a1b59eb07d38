internal import Tensor

/// Makes one rating of each (user, item) pair that occurs more than once.
struct RepeatedRatings {
  /// The ratings by user, one for each pair.
  let byUser: SparseMatrix<Double>
  /// The surplus ratings of pairs whose ratings agree.
  private(set) var identicalRepeats = 0
  /// The pairs whose ratings differ.
  private(set) var conflicts: [(user: Int32, item: Int32)] = []

  /// Whether no pair repeats.
  var isUnchanged: Bool { identicalRepeats == 0 && conflicts.isEmpty }

  /// Resolves repeats in rows where those of a pair are neighbours, in order of arrival.
  ///
  /// - Complexity: O(ratings); nothing is copied when no pair repeats.
  init(_ sorted: SparseMatrix<Double>, policy: DuplicatePolicy) {
    let hasRepeats = (0..<sorted.rows).contains { user in
      sorted.range(ofRow: user).dropFirst().contains {
        sorted.indices[$0] == sorted.indices[$0 - 1]
      }
    }
    guard hasRepeats else {
      byUser = sorted
      return
    }
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Double] = []
    for user in 0..<sorted.rows {
      let row = sorted.range(ofRow: user)
      var start = row.lowerBound
      while start < row.upperBound {
        var end = start + 1
        while end < row.upperBound, sorted.indices[end] == sorted.indices[start] { end += 1 }
        let group = sorted.values[start..<end]
        indices.append(sorted.indices[start])
        if group.allSatisfy({ $0 == sorted.values[start] }) {
          identicalRepeats += group.count - 1
          values.append(sorted.values[start])
        } else {
          conflicts.append((Int32(user), sorted.indices[start]))
          values.append(Self.resolved(group, policy))
        }
        start = end
      }
      offsets.append(indices.count)
    }
    byUser = SparseMatrix(
      rows: sorted.rows, columns: sorted.columns, uncheckedOffsets: offsets, indices: indices,
      values: values)
  }

  private static func resolved(_ group: ArraySlice<Double>, _ policy: DuplicatePolicy) -> Double {
    switch policy {
    case .error, .first: group[group.startIndex]
    case .last: group[group.endIndex - 1]
    case .mean: mean(group)
    }
  }

  /// The mean of a group that is not empty; between its values in spite of rounding and overflow.
  private static func mean(_ group: ArraySlice<Double>) -> Double {
    let (low, high) = group.reduce((Double.infinity, -Double.infinity)) {
      (min($0.0, $1), max($0.1, $1))
    }
    let sum = group.reduce(0, +)
    let mean =
      sum.isFinite
      ? sum / Double(group.count) : group.reduce(0) { $0 + $1 / Double(group.count) }
    return min(max(mean, low), high)
  }

  /// The first two ratings, in order of arrival, that contradict each other.
  ///
  /// - Returns: Positions in `columns`, the earlier one first; `nil` without a conflict.
  func firstConflict(in columns: RatingColumns) -> (earlier: Int, later: Int)? {
    struct Pair: Hashable {
      var user: Int32
      var item: Int32
    }
    let pairs = Set(conflicts.map { Pair(user: $0.user, item: $0.item) })
    var seen: [Pair: Int] = [:]
    for position in 0..<columns.count {
      let pair = Pair(user: columns.users[position], item: columns.items[position])
      guard pairs.contains(pair) else { continue }
      if let earlier = seen[pair] {
        if columns.values[earlier] != columns.values[position] { return (earlier, position) }
      } else {
        seen[pair] = position
      }
    }
    return nil
  }
}
