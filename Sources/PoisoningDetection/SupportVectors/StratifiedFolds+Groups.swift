internal import Tensor

extension StratifiedFolds {
  /// Deals whole groups, so that no group has samples in two folds.
  ///
  /// Groups with samples of both classes are dealt first, then those of one class, each kind
  /// shuffled and then by falling size. A class is thus in as many folds as it has groups, up to all;
  /// fold sizes differ as those of the groups do.
  ///
  /// - Parameters:
  ///   - isFake: The label of each sample.
  ///   - groups: The group of each sample, any number that its group has alone.
  ///   - count: The number of folds; there are fewer if a class has fewer groups.
  ///   - seed: Determines the shuffles.
  /// - Throws: `SupportVectorError.oneClassOnly`, or `.tooFewGroups` if a class has fewer than two
  ///   groups: the one fold with it would leave none to learn from.
  /// - Complexity: O(samples · log samples).
  init(
    _ isFake: [Bool], groups: [Int], count: Int, seed: UInt64
  ) throws(SupportVectorError) {
    precondition(groups.count == isFake.count, "\(groups.count) groups, \(isFake.count) samples")
    var sizes: [Int: (normal: Int, fake: Int)] = [:]
    for (group, isFake) in zip(groups, isFake) {
      if isFake {
        sizes[group, default: (0, 0)].fake += 1
      } else {
        sizes[group, default: (0, 0)].normal += 1
      }
    }
    let kinds = [
      sizes.filter { $0.value.normal > 0 && $0.value.fake > 0 },
      sizes.filter { $0.value.fake == 0 }, sizes.filter { $0.value.normal == 0 },
    ]
    var count = count
    for label in [false, true] {
      let held = kinds[0].count + kinds[label ? 2 : 1].count
      guard held > 0 else { throw .oneClassOnly(isFake: !label, samples: isFake.count) }
      guard held > 1 else { throw .tooFewGroups(isFake: label) }
      count = min(count, held)
    }
    var foldOf: [Int: Int] = [:]
    for (kind, members) in kinds.enumerated() {
      var order = members.keys.sorted()
      var rng = SeededGenerator(seed: seed, stream: UInt64(kind))
      order.pinnedShuffle(using: &rng)
      func size(_ place: Int) -> Int {
        members[order[place]].map { $0.normal + $0.fake } ?? 0
      }
      let places = order.indices.sorted { (size($1), $0) < (size($0), $1) }
      for (turn, place) in places.enumerated() {
        foldOf[order[place]] = (turn + (kind == 0 ? 0 : kinds[0].count)) % count
      }
    }
    self.init(count: count, foldOf: groups.map { foldOf[$0] ?? 0 })
  }
}
