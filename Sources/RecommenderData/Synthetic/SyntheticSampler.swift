internal import Foundation
internal import Tensor

/// Draws the items that a user rates: one after another, without repeats, in proportion to
/// popularity times the user's preference for the genre.
struct SyntheticSampler {
  /// After so many repeats one after another the rest is drawn in one pass over all items.
  private static let patience = 32

  private let catalogue: SyntheticCatalogue
  /// The last of this sampler's users, counted from 1, to have taken each item.
  private var takenBy: [Int]
  private var user = 0

  /// A sampler of a catalogue's items.
  init(_ catalogue: SyntheticCatalogue) {
    self.catalogue = catalogue
    takenBy = [Int](repeating: 0, count: catalogue.popularity.count)
  }

  /// `count` different items, those of `covered` among them.
  ///
  /// Drawing again when an item repeats gives the same law as weights of 0 for items taken. The
  /// pass over all items, for users who rate so many that repeats abound, follows that law too:
  /// the largest of log weight + Gumbel noise (Efraimidis and Spirakis 2006).
  mutating func items(
    _ count: Int, including covered: [Int], preferences: [Double],
    using rng: inout SeededGenerator
  ) -> [Int] {
    user += 1
    var items = covered
    for item in covered { takenBy[item] = user }
    var cumulative: [Double] = []
    var total = 0.0
    for (genre, preference) in preferences.enumerated() {
      total += preference * (catalogue.cumulativePopularity[genre].last ?? 0)
      cumulative.append(total)
    }
    var repeats = 0
    while items.count < count, repeats < Self.patience {
      let genre = Self.position(of: rng.nextUniform() * total, in: cumulative)
      let within = catalogue.cumulativePopularity[genre]
      guard let mass = within.last else { continue }
      let target = rng.nextUniform() * mass
      let item = catalogue.itemsByGenre[genre][Self.position(of: target, in: within)]
      if takenBy[item] == user {
        repeats += 1
      } else {
        takenBy[item] = user
        items.append(item)
        repeats = 0
      }
    }
    if items.count < count {
      items += rest(count - items.count, preferences, using: &rng)
    }
    return items
  }

  private mutating func rest(
    _ count: Int, _ preferences: [Double], using rng: inout SeededGenerator
  ) -> [Int] {
    var keys: [(key: Double, item: Int)] = []
    for item in takenBy.indices where takenBy[item] != user {
      let weight = catalogue.popularity[item] * preferences[catalogue.genres[item]]
      let gumbel = -log(-log(1 - rng.nextUniform()))
      keys.append((log(weight) + gumbel, item))
    }
    keys.keepSmallest(count) { $0.key != $1.key ? $0.key > $1.key : $0.item < $1.item }
    return keys.map(\.item)
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
}
