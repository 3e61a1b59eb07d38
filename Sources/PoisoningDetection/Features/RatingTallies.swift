package import RecommenderData
package import Tensor

/// What detection features ask of the ratings of each item: how many, their sum, how many maxima.
package struct RatingTallies: Sendable {
  private var items: [ItemTally]
  private var allMaxima: Int
  private let maximum: Double

  /// The number of items that one task counts.
  private static let chunk = 1024

  /// The tallies of all users of `ratings`.
  ///
  /// - Complexity: O(items + ratings).
  package init(_ ratings: RatingMatrix, parallelism: Parallelism = .serial) {
    let (offsets, values) = (ratings.byItem.offsets, ratings.byItem.values)
    let maximum = ratings.scale.maximum
    let chunks = parallelism.map(count: ratings.itemCount, chunk: Self.chunk) { range in
      range.map { item in
        var tally = ItemTally()
        for position in offsets[item]..<offsets[item + 1] {
          tally.add(values[position], isMaximum: values[position] == maximum)
        }
        return tally
      }
    }
    self.maximum = maximum
    items = chunks.flatMap { $0 }
    allMaxima = items.reduce(0) { $0 + $1.maxima }
  }

  /// Counts a profile in.
  package mutating func add(_ profile: FakeProfile) {
    for (item, value) in zip(profile.items, profile.values) {
      let isMaximum = value == maximum
      items[item].add(value, isMaximum: isMaximum)
      if isMaximum { allMaxima += 1 }
    }
  }

  /// One rating as features see it, counted here already or still to be.
  package func trace(item: Int, value: Double, isCounted: Bool) -> RatingTrace {
    let isMaximum = value == maximum
    var tally = items[item]
    var all = allMaxima
    if !isCounted {
      tally.add(value, isMaximum: isMaximum)
      if isMaximum { all += 1 }
    }
    return tally.agreement(allMaxima: all).trace(of: value, isMaximum: isMaximum)
  }

  /// What the features of the ratings counted here need of each item.
  var agreements: [ItemAgreement] {
    items.map { $0.agreement(allMaxima: allMaxima) }
  }
}

/// The ratings of one item, counted.
private struct ItemTally: Sendable {
  var count = 0
  var sum = 0.0
  var maxima = 0

  mutating func add(_ value: Double, isMaximum: Bool) {
    count += 1
    sum += value
    maxima += isMaximum ? 1 : 0
  }

  func agreement(allMaxima: Int) -> ItemAgreement {
    ItemAgreement(
      mean: count > 0 ? sum / Double(count) : 0, weight: count > 0 ? 1 / Double(count) : 0,
      maximumShare: allMaxima > 0 ? Double(maxima) / Double(allMaxima) : 0)
  }
}
