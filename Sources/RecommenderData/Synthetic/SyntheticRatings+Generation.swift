public import Tensor

extension SyntheticRatings {
  /// Makes up the ratings; users are named `u1`, `u2` …, items `i1`, `i2` ….
  ///
  /// - Parameter parallelism: The number of threads to use; it does not change the result.
  /// - Returns: A matrix in which every user has at least ``minimumPerUser`` ratings and every item
  ///   at least one; the same for the same configuration.
  /// - Throws: `DataError.invalidArgument` for parameters outside their ranges, among them a number
  ///   of ratings that cannot be had: fewer than items or than users times their minimum, or more
  ///   than there are pairs.
  /// - Complexity: O(users · genres + ratings) expected, as long as users rate a small part of all
  ///   items; O(items) more for each user who rates a large part.
  public func generate(
    parallelism: Parallelism = .automatic
  ) throws(DataError) -> RatingMatrix {
    try check()
    let counts = activity()
    let covered = coverage(counts)
    let catalogue = SyntheticCatalogue(self)
    let blocks = parallelism.map(
      count: userCount, chunk: 64, workspace: { SyntheticSampler(catalogue) }
    ) { users, sampler in
      var columns = RatingColumns()
      for user in users {
        rate(
          counts[user], including: covered[user], by: user, of: catalogue, with: &sampler,
          into: &columns)
      }
      return columns
    }
    var columns = RatingColumns()
    columns.reserveCapacity(ratingCount)
    for block in blocks { columns.append(block) }
    let builder = RatingBuilder(userCount: userCount, itemCount: itemCount, columns: columns)
    return try RatingMatrix(
      byUser: builder.byUser, byItem: builder.byItem, scale: scale,
      userIdentifiers: (1...userCount).map { "u\($0)" },
      itemIdentifiers: (1...itemCount).map { "i\($0)" })
  }

  /// Adds the ratings of one user, who has a random stream of its own.
  private func rate(
    _ count: Int, including covered: [Int], by user: Int, of catalogue: SyntheticCatalogue,
    with sampler: inout SyntheticSampler, into columns: inout RatingColumns
  ) {
    var rng = SeededGenerator(seed: seed, stream: Stream.user, UInt64(user))
    let taste = (0..<tasteRank).map { _ in rng.nextNormal() }
    let effect = rng.nextNormal(deviation: userDeviation)
    let items = sampler.items(
      count, including: covered,
      preferences: catalogue.preferences(taste: taste, selectivity: selectivity), using: &rng)
    for item in items {
      let value =
        meanRating + effect + catalogue.effects[item]
        + tasteDeviation * catalogue.match(taste, item)
        + rng.nextNormal(deviation: noiseDeviation)
      columns.append(user: Int32(user), item: Int32(item), value: scale.nearest(to: value))
    }
  }

  /// Which random stream serves what.
  enum Stream {
    static let activity: UInt64 = 1
    static let items: UInt64 = 2
    static let coverage: UInt64 = 3
    static let user: UInt64 = 4
  }

  /// The number of ratings of each user, `ratingCount` together.
  func activity() -> [Int] {
    var rng = SeededGenerator(seed: seed, stream: Stream.activity)
    return SyntheticActivity.counts(
      users: userCount, total: ratingCount, bounds: minimumPerUser...itemCount,
      deviation: activityDeviation, using: &rng)
  }

  /// The items that each user rates so that every item is rated: one user for each item, in
  /// proportion to the ratings that users give beyond the minimum, as far as these reach.
  private func coverage(_ counts: [Int]) -> [[Int]] {
    var rng = SeededGenerator(seed: seed, stream: Stream.coverage)
    var givers: [Int] = []
    var others: [Int] = []
    for (user, count) in counts.enumerated() {
      givers.append(contentsOf: repeatElement(user, count: count - minimumPerUser))
      others.append(contentsOf: repeatElement(user, count: minimumPerUser))
    }
    givers.pinnedShuffle(using: &rng)
    if givers.count < itemCount {
      others.pinnedShuffle(using: &rng)
      givers.append(contentsOf: others)
    }
    var covered = [[Int]](repeating: [], count: userCount)
    for (item, user) in zip(0..<itemCount, givers) { covered[user].append(item) }
    return covered
  }

  private func check() throws(DataError) {
    let counts = [
      ("userCount", userCount), ("itemCount", itemCount), ("genreCount", genreCount),
      ("tasteRank", tasteRank), ("minimumPerUser", minimumPerUser),
    ]
    for (name, count) in counts {
      try DataError.require(
        (1...Int(Int32.max)).contains(count), name,
        "\(count) is not from 1 to \(Int32.max)")
    }
    try DataError.require(
      minimumPerUser <= itemCount, "minimumPerUser",
      "each user rates at least \(minimumPerUser) items, and there are \(itemCount)")
    let pairs = userCount.multipliedReportingOverflow(by: itemCount)
    let least = max(itemCount, userCount * minimumPerUser)
    let most = pairs.overflow ? Int.max : pairs.partialValue
    try DataError.require(
      ratingCount >= least && ratingCount <= most, "ratingCount",
      "\(ratingCount) is not in \(least)...\(most) for \(userCount) users with at least "
        + "\(minimumPerUser) ratings and \(itemCount) items with at least one")
    try DataError.require(
      popularityShift >= 1 && popularityShift.isFinite, "popularityShift",
      "\(popularityShift) is not at least 1")
    try DataError.require(
      (0...1).contains(genreShare), "genreShare", "\(genreShare) is not in 0...1")
    try DataError.require(
      meanRating.isFinite && popularityEffect.isFinite, "meanRating",
      "it and popularityEffect have to be finite")
    let sizes = [
      ("activityDeviation", activityDeviation), ("popularityExponent", popularityExponent),
      ("selectivity", selectivity), ("userDeviation", userDeviation),
      ("itemDeviation", itemDeviation), ("tasteDeviation", tasteDeviation),
      ("noiseDeviation", noiseDeviation),
    ]
    for (name, size) in sizes {
      try DataError.require((0...20).contains(size), name, "\(size) is not in 0...20")
    }
  }
}
