import RecommenderData
public import RecommenderInfluence
public import Tensor

/// How the items of a group are drawn.
public enum ItemSampling: String, Hashable, Codable, Sendable, CaseIterable {
  /// All equally often [Zhang2020, §3.4].
  case uniform
  /// In proportion to e^z, z being the item's estimated influence less the mean of its group, in units of the
  /// group's spread, cut off at ±2, and the mean over the simulator's models.
  case influence
}

extension ItemGroups {
  /// The same groups with items weighted by influence.
  ///
  /// An item that is pushed is tried after and before items that target users chose, any other one after and
  /// before items that are pushed: eight actions in all, the partners drawn at random, the same for all items.
  ///
  /// - Parameters:
  ///   - influences: Of the simulator's models, at least one.
  ///   - goal: What the influences' aim is to do.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - rng: Draws the partners.
  /// - Throws: `AttackError.notFinite` for an influence that is not a finite number.
  /// - Complexity: An estimate of eight actions for each item, group and model.
  public func weighted(
    by influences: [NextItemInfluence], goal: PromotionGoal,
    parallelism: Parallelism = .automatic, using rng: inout SeededGenerator
  ) throws(AttackError) -> ItemGroups {
    // What target users chose comes right after what is pushed.
    let partners = [items[pushedCount], items[0]].map { group in
      (0..<4).map { _ in group[rng.nextIndex(below: group.count)] }
    }
    let sign: Double = goal == .promote ? 1 : -1
    var result = self
    var weights: [[Double]] = []
    for (group, items) in items.enumerated() {
      let beside = partners[group < pushedCount ? 0 : 1]
      var scores = [Double](repeating: 0, count: items.count)
      for influence in influences {
        let values = parallelism.map(count: items.count, chunk: 64) { range in
          items[range].map { item in
            sign * influence.estimate(of: [FakeSequence(items: beside.flatMap { [item, $0] })])
          }
        }.flatMap(\.self)
        guard values.allSatisfy(\.isFinite) else {
          throw .notFinite(what: "the influence of an item of group \(names[group])")
        }
        for (place, score) in Self.standardized(values).enumerated() {
          scores[place] += score / Double(influences.count)
        }
      }
      weights.append(scores.map { Double._exp($0) })
    }
    result.weights = weights
    return result
  }

  /// Numbers less their mean, in units of their spread, in [−2, 2]; zeros if all are equal.
  private static func standardized(_ values: [Double]) -> [Double] {
    let (mean, spread) = values.meanAndSpread
    return values.map { spread > 0 ? min(2, max(-2, ($0 - mean) / spread)) : 0 }
  }
}
