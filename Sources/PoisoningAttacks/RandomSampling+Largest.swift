internal import Tensor

extension RandomSampling {
  /// The `count` of `candidates` that have the largest values, largest first, ties in random order.
  ///
  /// - Parameters:
  ///   - count: How many; all candidates if there are fewer.
  ///   - candidates: Indices of `values`, each once.
  ///   - values: Finite.
  ///   - rng: The source of randomness; all candidates draw lots, whether or not values tie.
  /// - Complexity: O(candidates + `count` · log `count`) expected.
  static func largest(
    _ count: Int, of candidates: [Int], by values: [Double],
    using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    var order = candidates
    order.pinnedShuffle(using: &rng)
    var ranked = order.enumerated().map { (lot: $0.offset, index: $0.element) }
    ranked.keepSmallest(count) { left, right in
      let (a, b) = (values[left.index], values[right.index])
      return a != b ? a > b : left.lot < right.lot
    }
    return ranked.map(\.index)
  }
}
