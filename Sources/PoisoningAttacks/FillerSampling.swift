internal import RecommenderData
internal import Tensor

/// Draws of items and ratings that the heuristic attacks share.
enum FillerSampling {
  /// `count` distinct items, each set equally likely, none of them in `excluded`.
  ///
  /// - Parameter excluded: Ascending, without repeats, all below `itemCount`.
  /// - Precondition: Enough items are left.
  /// - Complexity: O(`count` · `excluded.count`).
  static func items(
    _ count: Int, of itemCount: Int, excluding excluded: [Int],
    using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    RandomSampling.indices(count, from: itemCount - excluded.count, using: &rng).map { index in
      var item = index
      for other in excluded where other <= item { item += 1 }
      return item
    }
  }

  /// Each item with a rating 𝒩(μ_i, σ_i²), rounded to the scale.
  static func ratedLikeItems(
    _ items: [Int], knowledge: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) -> [(item: Int, value: Double)] {
    let statistics = knowledge.itemStatistics
    return items.map { item in
      let draw = rng.nextNormal(
        mean: statistics.means[item], deviation: statistics.deviations[item])
      return (item, knowledge.scale.nearest(to: draw))
    }
  }

  /// The profile that ratings of all items stand for: the `count` largest of them, ties broken at random,
  /// become fillers, rated like their items; the target is rated at the scale's maximum.
  static func profile(
    _ count: Int, of ratings: Vector<Double>, target: Int, knowledge: RatingMatrix,
    using rng: inout some RandomNumberGenerator
  ) -> FakeProfile {
    let fillers = RandomSampling.largest(
      count, of: ratings.indices.filter { $0 != target }, by: ratings.elements, using: &rng)
    return FakeProfile(
      ratedLikeItems(fillers, knowledge: knowledge, using: &rng)
        + [(target, knowledge.scale.maximum)])
  }

  /// Each item with a rating 𝒩(global mean, global deviation²), rounded to the scale.
  static func ratedLikeAll(
    _ items: [Int], knowledge: RatingMatrix, using rng: inout some RandomNumberGenerator
  ) -> [(item: Int, value: Double)] {
    let statistics = knowledge.itemStatistics
    return items.map { item in
      let draw = rng.nextNormal(
        mean: statistics.globalMean, deviation: statistics.globalDeviation)
      return (item, knowledge.scale.nearest(to: draw))
    }
  }

  /// All items but `target`, the largest score first, ties to the smaller index.
  static func ranked(
    excluding target: Int, by scores: [(primary: Int, secondary: Int)]
  ) -> [Int] {
    scores.indices.filter { $0 != target }.sorted { left, right in
      if scores[left].primary != scores[right].primary {
        return scores[left].primary > scores[right].primary
      }
      if scores[left].secondary != scores[right].secondary {
        return scores[left].secondary > scores[right].secondary
      }
      return left < right
    }
  }
}
