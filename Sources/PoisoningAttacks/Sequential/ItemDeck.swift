import Tensor

/// Items that are drawn one after another, each once before any comes again; or each as often as its weight says
/// in as many draws as there are items.
struct ItemDeck {
  private var items: [Int]
  private var next: Int
  /// The different items with their weights, unless all come equally often.
  private let weighted: (items: [Int], weights: [Double])?

  /// A deck of some items, at least one.
  ///
  /// - Parameter weights: How often each comes in proportion, none negative and not all zero.
  init(_ items: [Int], weights: [Double]? = nil) {
    precondition(!items.isEmpty, "a deck without items")
    self.items = items
    next = items.count
    weighted = weights.map { (items, $0) }
  }

  /// As many items as there are, each as often as its share of them, rounded down or up.
  private static func hand(
    _ items: [Int], _ weights: [Double], using rng: inout SeededGenerator
  ) -> [Int] {
    let step = weights.reduce(0, +) / Double(items.count)
    var mark = rng.nextUniform() * step
    var (sum, place) = (weights[0], 0)
    return items.indices.map { _ in
      while sum <= mark, place + 1 < items.count {
        place += 1
        sum += weights[place]
      }
      mark += step
      return items[place]
    }
  }

  /// The next item; not `last`, if there is another one among those dealt.
  mutating func draw(after last: Int?, using rng: inout SeededGenerator) -> Int {
    if next == items.count {
      if let weighted { items = Self.hand(weighted.items, weighted.weights, using: &rng) }
      items.pinnedShuffle(using: &rng)
      next = 0
    }
    if items[next] == last,
      let other = items[next...].firstIndex(where: { $0 != last })
        ?? items[..<next].firstIndex(where: { $0 != last })
    {
      items.swapAt(next, other)
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
