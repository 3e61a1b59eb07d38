internal import Tensor

extension RatingMatrix {
  /// The ratings nearest to an item, until a share of all has been seen. [Fang2020, §5.3]
  ///
  /// Users and items are the nodes of a graph with an edge for each rating. Nodes are taken by
  /// their distance from `target`: those who rated it, then what else they rated, and so on; nodes
  /// of one distance in random order. A rating is seen once both its ends are taken. The last node
  /// is cut: of its ratings, in order of indices, just so many are seen that their number is
  /// `share` of all, rounded, but at least one. When a connected part of the graph is exhausted the
  /// walk goes on from the first item that it has not reached.
  ///
  /// With a generator in the same state the ratings seen for a smaller share are part of those for
  /// a larger one. The share 1 gives the whole matrix, users and items without ratings included.
  ///
  /// - Parameters:
  ///   - share: The share of the ratings to see, above 0 and at most 1.
  ///   - target: The index of the item to see them from.
  ///   - rng: The source of randomness.
  /// - Throws: `DataError.invalidArgument` for a share or target outside its range.
  /// - Complexity: O(users + items + ratings · log ratings).
  public func observed(
    share: Double, from target: Int, using rng: inout some RandomNumberGenerator
  ) throws(DataError) -> ObservedRatings {
    guard share > 0, share <= 1 else {
      throw .invalidArgument(name: "share", requirement: "\(share) is not above 0 and at most 1")
    }
    guard (0..<itemCount).contains(target) else {
      throw .invalidArgument(
        name: "target", requirement: "\(target) is not one of the \(itemCount) items")
    }
    if share == 1 {
      return ObservedRatings(ratings: self, items: Array(0..<itemCount), target: target)
    }
    var walk = RatingWalk(self, quota: max(1, Int((share * Double(count)).rounded())))
    walk.run(from: target, using: &rng)
    var isKept = [Bool](repeating: false, count: itemCount)
    isKept[target] = true
    for position in 0..<count where walk.isSeen[position] {
      isKept[Int(byUser.indices[position])] = true
    }
    let items = (0..<itemCount).filter { isKept[$0] }
    return ObservedRatings(
      ratings: subset(walk.isSeen, keepingEmpty: false, keepingItem: target), items: items,
      target: isKept[..<target].count { $0 })
  }
}
