import RecommenderData
import Tensor

/// Turns sequences of groups into sequences of items.
struct PatternRealizer {
  private var decks: [ItemDeck]

  /// Draws from groups of items, each item of a group once before any comes again, or as often as its weight
  /// says.
  init(groups: [[Int]], weights: [[Double]]? = nil) {
    decks = groups.enumerated().map { ItemDeck($1, weights: weights?[$0]) }
  }

  /// A sequence with an item of each group of the pattern, none twice in a row if the deck allows it.
  mutating func sequence(_ pattern: [Int], using rng: inout SeededGenerator) -> FakeSequence {
    var items: [Int] = []
    for group in pattern {
      items.append(decks[group].draw(after: items.last, using: &rng))
    }
    return FakeSequence(items: items)
  }
}
