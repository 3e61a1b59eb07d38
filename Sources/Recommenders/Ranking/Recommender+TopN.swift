public import RecommenderData
public import Tensor

extension Recommender {
  /// The N unrated items with the highest scores for each of the given users.
  ///
  /// Scores are computed for blocks of users and tiles of items, so the full score matrix is
  /// never held.
  ///
  /// - Parameters:
  ///   - length: N, at least one.
  ///   - ratings: Items that a user has rated here are left out of the user's list.
  ///   - users: Consecutive users; by default all.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `RecommenderError.shapeMismatch` if `ratings` or `users` do not fit the model,
  ///   `.invalidOption` for a length below one.
  /// - Complexity: users · items scores, each looked at once; memory for a block of scores on each
  ///   thread and for the lists.
  public func topN(
    _ length: Int, excluding ratings: RatingMatrix, users: Range<Int>? = nil,
    parallelism: Parallelism = .automatic
  ) throws(RecommenderError) -> RecommendationLists<Scalar> {
    guard ratings.userCount == userCount, ratings.itemCount == itemCount else {
      throw .shapeMismatch(
        what: "ratings", expected: "\(userCount) users × \(itemCount) items",
        found: "\(ratings.userCount) × \(ratings.itemCount)")
    }
    let users = users ?? 0..<userCount
    guard users.lowerBound >= 0, users.upperBound <= userCount else {
      throw .shapeMismatch(what: "users", expected: "within 0..<\(userCount)", found: "\(users)")
    }
    guard length >= 1 else {
      throw .invalidOption(name: "top", requirement: "\(length) is not at least 1")
    }
    let length = Swift.min(length, itemCount)
    let blocks = parallelism.map(
      count: users.count, chunk: RankingBlock<Scalar>.users,
      workspace: { RankingBlock<Scalar>(length: length, itemCount: itemCount) }
    ) { range, block in
      block.rank(
        users.lowerBound + range.lowerBound..<users.lowerBound + range.upperBound, model: self,
        rated: ratings.byUser)
    }
    var entries: [Recommendation<Scalar>] = []
    entries.reserveCapacity(users.count * length)
    var counts: [Int] = []
    counts.reserveCapacity(users.count)
    for block in blocks {
      entries.append(contentsOf: block.entries)
      counts.append(contentsOf: block.counts)
    }
    return RecommendationLists(users: users, length: length, entries: entries, counts: counts)
  }
}

/// The scratch memory of one thread: a tile of scores and the lists of a block of users.
package struct RankingBlock<Scalar: TensorScalar> {
  /// The number of users that are ranked together.
  package static var users: Int { 128 }
  /// The number of items that are scored together; a tile of doubles fills 256 KiB.
  static var items: Int { 256 }

  private var scores: Matrix<Scalar>
  private var selector: TopNSelector<Scalar>

  /// Memory for lists of `length` entries.
  package init(length: Int, itemCount: Int) {
    scores = Matrix(rows: Swift.min(Self.items, itemCount), columns: Self.users)
    selector = TopNSelector(length: length, capacity: Self.users)
  }

  /// The lists of a block of users, one after the other, and how many entries each has.
  ///
  /// - Parameter rated: What lists leave out, a row for each user.
  package mutating func rank<Model: Recommender>(
    _ users: Range<Int>, model: Model, rated: SparseMatrix<Double>
  ) -> (entries: [Recommendation<Scalar>], counts: [Int]) where Model.Scalar == Scalar {
    selector.reset()
    let prepared = model.prepared(for: users)
    for start in stride(from: 0, to: model.itemCount, by: Self.items) {
      let items = start..<Swift.min(start + Self.items, model.itemCount)
      prepared.score(users: users, items: items, into: &scores)
      for user in users {
        let row = rated.range(ofRow: user)
        let first = rated.position(ofRow: user, atLeast: items.lowerBound)
        selector.offer(
          user: user - users.lowerBound, block: scores, items: items, excluded: rated.indices,
          first..<row.upperBound)
      }
    }
    return selector.lists(of: users.count)
  }
}
