internal import Foundation
internal import Tensor

/// The items of made-up data by group and popularity, drawn from in proportion to both.
struct SyntheticGroups {
  /// The popularity of each item.
  let popularity: [Double]
  /// The group of each item.
  let groups: [Int]
  /// The items of each group.
  let items: [[Int]]
  /// For each group, sums of popularity up to and with each of its items.
  private let cumulative: [[Double]]

  /// Items of this popularity in `count` groups, some of which may be empty.
  init(popularity: [Double], groups: [Int], count: Int) {
    var items = [[Int]](repeating: [], count: count)
    for (item, group) in groups.enumerated() { items[group].append(item) }
    cumulative = items.map { items in
      var sum = 0.0
      return items.map { item in
        sum += popularity[item]
        return sum
      }
    }
    self.popularity = popularity
    self.groups = groups
    self.items = items
  }

  /// The logarithm of the popularity of each item: a shifted power law in a random order.
  static func logarithms(
    count: Int, exponent: Double, shift: Double, using rng: inout SeededGenerator
  ) -> [Double] {
    var ranks = Array(0..<count)
    ranks.pinnedShuffle(using: &rng)
    return ranks.map { -exponent * log(Double($0) + shift) }
  }

  /// The popularity of each group times its preference, summed up to and with it.
  func cumulativeWeights(_ preferences: [Double]) -> [Double] {
    var total = 0.0
    return zip(preferences, cumulative).map { preference, sums in
      total += preference * (sums.last ?? 0)
      return total
    }
  }

  /// An item in proportion to its popularity times the preference for its group, whose cumulative
  /// weights are given; `nil` if the group drawn is empty.
  func draw(_ cumulativeWeights: [Double], using rng: inout SeededGenerator) -> Int? {
    let total = cumulativeWeights.last ?? 0
    let group = Self.position(of: rng.nextUniform() * total, in: cumulativeWeights)
    let within = cumulative[group]
    guard let mass = within.last else { return nil }
    return items[group][Self.position(of: rng.nextUniform() * mass, in: within)]
  }

  /// The first position whose cumulative weight exceeds `target`.
  private static func position(of target: Double, in cumulative: [Double]) -> Int {
    var low = 0
    var high = cumulative.count - 1
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The items `isLeft` admits, `count` of them one after another without repeats, in proportion to
  /// popularity times the preference for the group.
  ///
  /// The largest of log weight + Gumbel noise [Efraimidis2006].
  ///
  /// - Complexity: O(items).
  func drawLeft(
    _ count: Int, _ preferences: [Double], using rng: inout SeededGenerator,
    where isLeft: (Int) -> Bool
  ) -> [Int] {
    var keys: [(key: Double, item: Int)] = []
    for item in popularity.indices where isLeft(item) {
      let weight = popularity[item] * preferences[groups[item]]
      let gumbel = -log(-log(1 - rng.nextUniform()))
      keys.append((log(weight) + gumbel, item))
    }
    keys.keepSmallest(count) { $0.key != $1.key ? $0.key > $1.key : $0.item < $1.item }
    return keys.map(\.item)
  }
}
