public import Tensor

extension SyntheticSequences {
  /// After so many repeats one after another the next item is drawn in one pass over all items.
  private static let patience = 32

  /// Which random stream serves what.
  enum Stream {
    static let activity: UInt64 = 1
    static let items: UInt64 = 2
    static let coverage: UInt64 = 3
    static let user: UInt64 = 4
  }

  /// Makes up the sequences; users are named `u1`, `u2` …, items `i1`, `i2` ….
  ///
  /// - Parameter parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A log in which every user has at least ``minimumPerUser`` actions, none on an item
  ///   twice, and every item has one at least; the same for the same configuration.
  /// - Throws: `DataError.invalidArgument` for parameters outside their ranges, among them a number
  ///   of actions that cannot be had: fewer than items or than users times their minimum, or more
  ///   than there are pairs.
  /// - Complexity: O(actions · clusters) expected, as long as users take a small part of all items;
  ///   O(items) more for each action of a user who takes a large part.
  public func generate(
    parallelism: Parallelism = .automatic
  ) throws(DataError) -> InteractionLog {
    try check()
    var rng = SeededGenerator(seed: seed, stream: Stream.activity)
    let counts = SyntheticActivity.counts(
      users: userCount, total: actionCount, bounds: minimumPerUser...itemCount,
      deviation: activityDeviation, using: &rng)
    let clusters = SyntheticClusters(self)
    let blocks = parallelism.map(count: userCount, chunk: 64) { users in
      users.flatMap { sequence(of: $0, length: counts[$0], from: clusters) }
    }
    var items = blocks.flatMap { $0 }
    cover(&items, clusters.items)
    return InteractionLog(
      userIdentifiers: (1...userCount).map { "u\($0)" },
      itemIdentifiers: (1...itemCount).map { "i\($0)" },
      starts: counts.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }, items: items,
      normalUserCount: userCount)
  }

  /// The items of one user, who has a random stream of its own.
  private func sequence(of user: Int, length: Int, from clusters: SyntheticClusters) -> [Int32] {
    var rng = SeededGenerator(seed: seed, stream: Stream.user, UInt64(user))
    let taste = (0..<tasteRank).map { _ in rng.nextNormal() }
    let preferences = clusters.preferences(taste: taste, selectivity: selectivity)
    var sequence: [Int32] = []
    var taken: Set<Int> = []
    var next = preferences
    while sequence.count < length {
      let weights = clusters.items.cumulativeWeights(next)
      var draws = 0
      var item: Int?
      while item == nil, draws < Self.patience {
        item = clusters.items.draw(weights, using: &rng)
        if let drawn = item, taken.contains(drawn) { item = nil }
        draws += 1
      }
      // There is one left: nobody has more actions than there are items.
      let taking =
        item ?? clusters.items.drawLeft(1, next, using: &rng) { !taken.contains($0) }[0]
      taken.insert(taking)
      sequence.append(Int32(taking))
      next = zip(preferences, clusters.transitions[clusters.items.groups[taking]]).map { $0 * $1 }
    }
    return sequence
  }

  /// Puts each item without an action in place of one that has several, if possible of its own
  /// cluster, so that clusters follow one another as before.
  private func cover(_ items: inout [Int32], _ groups: SyntheticGroups) {
    var counts = [Int](repeating: 0, count: itemCount)
    for item in items { counts[Int(item)] += 1 }
    var positions = Array(items.indices)
    var rng = SeededGenerator(seed: seed, stream: Stream.coverage)
    positions.pinnedShuffle(using: &rng)
    var byGroup = [[Int]](repeating: [], count: groups.items.count)
    for position in positions { byGroup[groups.groups[Int(items[position])]].append(position) }
    /// Takes positions from the end until one has an item with several actions.
    func spare(_ positions: inout [Int]) -> Int? {
      while let position = positions.popLast() {
        if counts[Int(items[position])] > 1 { return position }
      }
      return nil
    }
    for item in 0..<itemCount where counts[item] == 0 {
      guard let position = spare(&byGroup[groups.groups[item]]) ?? spare(&positions) else { return }
      counts[Int(items[position])] -= 1
      counts[item] = 1
      items[position] = Int32(item)
    }
  }

  private func check() throws(DataError) {
    let counts = [
      ("userCount", userCount), ("itemCount", itemCount), ("clusterCount", clusterCount),
      ("tasteRank", tasteRank), ("minimumPerUser", minimumPerUser),
    ]
    for (name, count) in counts {
      try DataError.require(
        (1...Int(Int32.max)).contains(count), name, "\(count) is not from 1 to \(Int32.max)")
    }
    try DataError.require(
      minimumPerUser <= itemCount, "minimumPerUser",
      "each user takes at least \(minimumPerUser) items, and there are \(itemCount)")
    let least = max(itemCount, userCount * minimumPerUser)
    let most = userCount * itemCount
    try DataError.require(
      actionCount >= least && actionCount <= most, "actionCount",
      "\(actionCount) is not in \(least)...\(most) for \(userCount) users with at least "
        + "\(minimumPerUser) actions and \(itemCount) items with at least one")
    try DataError.require(
      popularityShift >= 1 && popularityShift.isFinite, "popularityShift",
      "\(popularityShift) is not at least 1")
    let sizes = [
      ("activityDeviation", activityDeviation), ("popularityExponent", popularityExponent),
      ("transitionDeviation", transitionDeviation), ("selectivity", selectivity),
    ]
    for (name, size) in sizes {
      try DataError.require((0...20).contains(size), name, "\(size) is not in 0...20")
    }
  }
}
