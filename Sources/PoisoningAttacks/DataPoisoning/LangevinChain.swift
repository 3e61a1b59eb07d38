internal import RecommenderData
internal import Tensor

/// A Markov chain of fake ratings between what normal users do and what an attacker gains.
///
/// Its steps are those of stochastic gradient Langevin dynamics,
///
///     M ← M + (s/2)(−(M − Ξ)Σ⁻¹ + β∇R) + 𝒩(0, sI)                    [Li2016]
///
/// with Ξ_j = μ_j and Σ_jj = σ_j² of the items' normal ratings, all items rated. Without a utility
/// the chain of an item is autoregressive with coefficient 1 − s/(2σ²), so that its mean is μ and
/// its variance σ²/(1 − s/(4σ²)): slightly above the σ² of small steps, and finite for s < 4σ² only.
struct LangevinChain: Equatable, Sendable {
  /// M, a rating for each item.
  private(set) var ratings: [Double]

  private let means: [Double]
  private let deviations: [Double]
  private let step: Double

  /// A chain that begins with a draw from 𝒩(μ_j, σ_j²) of each item.
  ///
  /// - Parameters:
  ///   - floor: The least σ_j, for items whose few ratings agree.
  ///   - step: s, below 4·`floor`².
  init(
    means: [Double], deviations: [Double], floor: Double, step: Double,
    using rng: inout some RandomNumberGenerator
  ) {
    precondition(step > 0 && step < 4 * floor * floor, "a step of \(step) for σ from \(floor)")
    self.means = means
    self.deviations = deviations.map { max(floor, $0) }
    self.step = step
    ratings = zip(means, self.deviations).map { rng.nextNormal(mean: $0, deviation: $1) }
  }

  /// One step of every item.
  ///
  /// - Parameters:
  ///   - push: β∂R/∂M_j of the items for which it is not 0.
  mutating func advance(
    push: [(item: Int, value: Double)], using rng: inout some RandomNumberGenerator
  ) {
    let noise = step.squareRoot()
    for item in ratings.indices {
      let pull = (means[item] - ratings[item]) / (deviations[item] * deviations[item])
      ratings[item] += rng.nextNormal(mean: step / 2 * pull, deviation: noise)
    }
    for (item, value) in push { ratings[item] += step / 2 * value }
  }

  /// The `count` items other than `target` whose ratings are farthest from their means, ties to the
  /// smaller index.
  ///
  /// - Complexity: O(items) expected.
  func mostUnusual(_ count: Int, besides target: Int) -> [Int] {
    var items = ratings.indices.filter { $0 != target }
    items.keepSmallest(count) { left, right in
      let (a, b) = (abs(ratings[left] - means[left]), abs(ratings[right] - means[right]))
      return a != b ? a > b : left < right
    }
    return items
  }
}
