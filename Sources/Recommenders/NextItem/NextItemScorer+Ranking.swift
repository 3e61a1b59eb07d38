public import Tensor

extension NextItemScorer {
  /// The K unseen items with the highest scores for each of the given users.
  ///
  /// - Parameters:
  ///   - length: K, at least 1; lists are shorter where fewer items are unseen.
  ///   - users: Users the model was fitted on.
  ///   - histories: The items of each, oldest first; none of them is in the user's list.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A list for each user, its best item first; of items with equal scores the one with the
  ///   smaller index.
  /// - Throws: `RecommenderError.invalidOption` for a length below 1, `.shapeMismatch` for users or items
  ///   outside the model or an empty history.
  /// - Complexity: The scores, and a pass over them; memory for the scores of 128 users a thread.
  public func nextItems(
    _ length: Int, of users: [Int], after histories: [[Int32]],
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> [[Recommendation<Float>]] {
    guard length >= 1 else {
      throw .invalidOption(name: "top", requirement: "\(length) is not at least 1")
    }
    try validate(users, histories)
    let length = Swift.min(length, itemCount)
    let blocks = parallelism.map(count: users.count, chunk: RankingBlock<Float>.users) { range in
      let scores = scores(
        of: Array(users[range]), after: Array(histories[range]), parallelism: .serial)
      var selector = TopNSelector<Float>(length: length, capacity: range.count)
      selector.reset()
      for (column, user) in range.enumerated() {
        let seen = Set(histories[user]).sorted()
        selector.offer(
          user: column, block: scores, items: 0..<itemCount, excluded: seen, 0..<seen.count)
      }
      var (entries, counts) = selector.lists(of: range.count)
      return counts.map { count in
        defer { entries.removeFirst(count) }
        return Array(entries.prefix(count))
      }
    }
    return blocks.flatMap { $0 }
  }

  /// The place of one item among the unseen ones of each user, from 1; nil if the user has seen it.
  ///
  /// - Parameters:
  ///   - items: The item of each user.
  ///   - users: Users the model was fitted on.
  ///   - histories: The items of each, oldest first.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError.shapeMismatch` for users or items outside the model or an empty history,
  ///   `.factorNotFinite` for scores that are no numbers.
  public func ranks(
    ofItems items: [Int32], for users: [Int], after histories: [[Int32]],
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> [Int?] {
    try validate(users, histories)
    guard items.count == users.count else {
      throw .shapeMismatch(what: "items", expected: "\(users.count)", found: "\(items.count)")
    }
    if let item = items.first(where: { !(0..<itemCount ~= Int($0)) }) {
      throw .shapeMismatch(what: "item", expected: "below \(itemCount)", found: "\(item)")
    }
    let blocks = try parallelism.map(count: users.count, chunk: RankingBlock<Float>.users) {
      range throws(RecommenderError) in
      let scores = scores(
        of: Array(users[range]), after: Array(histories[range]), parallelism: .serial)
      try scores.requireFiniteScores(ofUsersFrom: range.lowerBound)
      return range.enumerated().map { column, user in
        Self.rank(of: Int(items[user]), in: scores, column: column, seen: Set(histories[user]))
      }
    }
    return blocks.flatMap { $0 }
  }

  /// The place of an item in one column of scores.
  private static func rank(
    of item: Int, in scores: Matrix<Float>, column: Int, seen: Set<Int32>
  ) -> Int? {
    guard !seen.contains(Int32(item)) else { return nil }
    let own = scores[item, column]
    func isAhead(_ other: Int, _ score: Float) -> Bool {
      score > own || score == own && other < item
    }
    var rank = 1
    scores.withColumn(column) { scores in
      for other in scores.indices where isAhead(other, scores[other]) { rank += 1 }
    }
    return rank - seen.count { isAhead(Int($0), scores[Int($0), column]) }
  }
}
