internal import RecommenderData
internal import Tensor

/// The users whose lists an attack aims at, and how much each of them counts.
struct Audience: Equatable, Sendable {
  /// Users, ascending.
  let users: [Int]
  /// The weight of each of ``users``.
  let weights: [Double]

  /// Users of weight 1.
  init(users: [Int]) {
    self.users = users
    weights = Array(repeating: 1, count: users.count)
  }

  /// All users, each weighted in proportion to its influence.
  ///
  /// [Fang2020, Eq. 31] The weights add up to `total` where Eq. 31 has 1: with the number Δ of users that other
  /// selections have, η weighs against all of them alike. Without any influence all count alike.
  init(influences: [Double], total: Double) {
    users = Array(influences.indices)
    let sum = influences.reduce(0, +)
    weights = influences.map {
      sum > 0 ? total * $0 / sum : total / Double(influences.count)
    }
  }

  /// The `count` users of the largest influence, ties broken at random.
  ///
  /// [Fang2020, Algorithm 1] F of Eq. 9 is a sum over users, so that the greedy selection of Algorithm 1 is exactly this.
  init(
    mostInfluential count: Int, influences: [Double], using rng: inout some RandomNumberGenerator
  ) {
    let users = RandomSampling.largest(
      count, of: Array(influences.indices), by: influences, using: &rng)
    self.init(users: users.sorted())
  }
}
