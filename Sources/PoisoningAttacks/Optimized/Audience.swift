internal import RecommenderData
internal import Tensor

/// The users whose lists an attack aims at, and how much each of them counts.
struct Audience: Equatable, Sendable {
  /// Users, ascending.
  let users: [Int]
  /// The weight of each of ``users``.
  let weights: [Double]

  /// The users of a selection.
  ///
  /// - Parameters:
  ///   - selection: Whose lists count.
  ///   - count: The number of users, where the selection does not take all.
  ///   - candidates: Who can be selected, ascending.
  ///   - influences: Finds π of each normal user, if the selection asks for it.
  ///   - rng: Draws random users and breaks ties.
  init(
    _ selection: UserSelection, count: Int, among candidates: [Int],
    influences: () throws -> [Double], using rng: inout some RandomNumberGenerator
  ) rethrows {
    let wanted = min(count, candidates.count)
    switch selection {
    case .all: self.init(users: candidates)
    case .random:
      let places = RandomSampling.indices(wanted, from: candidates.count, using: &rng)
      self.init(users: places.map { candidates[$0] }.sorted())
    case .influential:
      self.init(
        mostInfluential: wanted, among: candidates, influences: try influences(), using: &rng)
    case .weighted:
      self.init(users: candidates, influences: try influences(), total: Double(wanted))
    }
  }

  /// Users of weight 1.
  init(users: [Int]) {
    self.users = users
    weights = Array(repeating: 1, count: users.count)
  }

  /// Users, each weighted in proportion to its influence.
  ///
  /// [Fang2020, Eq. 31] The weights add up to `total` where Eq. 31 has 1: with the number Δ of users that other
  /// selections have, η weighs against all of them alike. Without any influence all count alike.
  init(users: [Int], influences: [Double], total: Double) {
    self.users = users
    let sum = users.reduce(0) { $0 + influences[$1] }
    weights = users.map {
      sum > 0 ? total * influences[$0] / sum : total / Double(users.count)
    }
  }

  /// All users, each weighted in proportion to its influence.
  init(influences: [Double], total: Double) {
    self.init(users: Array(influences.indices), influences: influences, total: total)
  }

  /// The `count` users of the largest influence, ties broken at random.
  ///
  /// [Fang2020, Algorithm 1] F of Eq. 9 is a sum over users, so that the greedy selection of Algorithm 1 is exactly this.
  init(
    mostInfluential count: Int, among candidates: [Int]? = nil, influences: [Double],
    using rng: inout some RandomNumberGenerator
  ) {
    let users = RandomSampling.largest(
      count, of: candidates ?? Array(influences.indices), by: influences, using: &rng)
    self.init(users: users.sorted())
  }
}
