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
    takenBy = [Int](repeating: 0, count: catalogue.items.popularity.count)
  }

  /// `count` different items, those of `covered` among them.
  ///
  /// Drawing again when an item repeats gives the same law as weights of 0 for items taken. The
  /// pass over all items, for users who rate so many that repeats abound, follows that law too.
  mutating func items(
    _ count: Int, including covered: [Int], preferences: [Double],
    using rng: inout SeededGenerator
  ) -> [Int] {
    user += 1
    var items = covered
    for item in covered { takenBy[item] = user }
    let weights = catalogue.items.cumulativeWeights(preferences)
    var repeats = 0
    while items.count < count, repeats < Self.patience {
      guard let item = catalogue.items.draw(weights, using: &rng) else { continue }
      if takenBy[item] == user {
        repeats += 1
      } else {
        takenBy[item] = user
        items.append(item)
        repeats = 0
      }
    }
    if items.count < count {
      items += catalogue.items.drawLeft(count - items.count, preferences, using: &rng) {
        takenBy[$0] != user
      }
    }
    return items
  }
}
