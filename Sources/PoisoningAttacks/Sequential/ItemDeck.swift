import Tensor

/// Items that are drawn one after another, each once before any comes again.
struct ItemDeck {
  private var items: [Int]
  private var next: Int

  /// A deck of some items, at least one.
  init(_ items: [Int]) {
    precondition(!items.isEmpty, "a deck without items")
    self.items = items
    next = items.count
  }

  /// The next item; not `last`, if there is another one.
  mutating func draw(after last: Int?, using rng: inout SeededGenerator) -> Int {
    if next == items.count {
      items.pinnedShuffle(using: &rng)
      next = 0
    }
    if items[next] == last, items.count > 1 {
      // The next but one, or at the end of the deck the one before.
      items.swapAt(next, next + 1 < items.count ? next + 1 : 0)
    }
    defer { next += 1 }
    return items[next]
  }

  /// All items but some, ascending.
  static func others(than excluded: [Int], itemCount: Int) -> [Int] {
    let excluded = Set(excluded)
    return (0..<itemCount).filter { !excluded.contains($0) }
  }
}
