import RecommenderData
public import RecommenderInfluence
public import Tensor

/// How the items of a group are drawn.
public enum ItemSampling: String, Hashable, Codable, Sendable, CaseIterable {
  /// All equally often [Zhang2020, §3.4].
  case uniform
  /// In proportion to e^z, z being the item's estimated influence less the mean of its group, in units of the
  /// group's spread, and the mean over the simulator's models.
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
  ///   - rng: Draws the partners.
  /// - Complexity: An estimate of eight actions for each item, group and model.
  public func weighted(
    by influences: [NextItemInfluence], goal: PromotionGoal, using rng: inout SeededGenerator
  ) -> ItemGroups {
    let chosen = items[names.firstIndex(of: "W") ?? pushedCount]
    let partners = [chosen, items[0]].map { group in
      (0..<4).map { _ in group[rng.nextIndex(below: group.count)] }
    }
    let sign: Double = goal == .promote ? 1 : -1
    var result = self
    result.weights = items.enumerated().map { group, items in
      let beside = partners[group < pushedCount ? 0 : 1]
      var scores = [Double](repeating: 0, count: items.count)
      for influence in influences {
        let values = items.map { item in
          sign * influence.estimate(of: [FakeSequence(items: beside.flatMap { [item, $0] })])
        }
        for (place, score) in Self.standardized(values).enumerated() {
          scores[place] += score / Double(influences.count)
        }
      }
      return scores.map { Double._exp($0) }
    }
    return result
  }

  /// Numbers less their mean, in units of their spread; zeros if all are equal.
  private static func standardized(_ values: [Double]) -> [Double] {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    return values.map { variance > 0 ? ($0 - mean) / variance.squareRoot() : 0 }
  }
}
