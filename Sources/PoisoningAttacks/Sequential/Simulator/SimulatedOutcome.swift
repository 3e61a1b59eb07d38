import Foundation
import RecommenderData
import RecommenderInfluence
import Tensor

/// What sequences of groups are worth by the outcome estimator on the attacker's models.
struct SimulatedOutcome: Sendable {
  let models: [AttackerModel]
  /// What they think of fake users.
  private(set) var estimates: [ModelEstimate] = []
  /// What each model counts; they sum to 1.
  let weights: [Double]
  let scenario: PromotionScenario
  let groups: ItemGroups
  /// The number of fake users that follow each sequence of groups.
  let count: Int
  /// How many of them the estimator looks at.
  let estimatedCount: Int
  /// The number of threads to use.
  let parallelism: Parallelism
  /// Determines which items stand for a group; the same ones for every sequence of groups.
  let seed: UInt64

  /// The outcome by an estimator, with at most so many actions of fake users.
  init(
    _ estimator: OutcomeEstimator, models: [AttackerModel], weights: [Double],
    scenario: PromotionScenario, groups: ItemGroups, count: Int, length: Int, estimatedActions: Int,
    parallelism: Parallelism, seed: UInt64
  ) throws {
    self.models = models
    self.weights = weights
    self.scenario = scenario
    self.groups = groups
    self.count = count
    self.parallelism = parallelism
    self.seed = seed
    estimatedCount = min(count, max(1, estimatedActions / length))
    var rng = SeededGenerator(seed: seed, stream: 2)
    let examples = (0..<24).map { _ in
      sequences(
        [(0..<length).map { _ in rng.nextIndex(below: groups.items.count) }], count: estimatedCount)
    }
    estimates = try estimator.estimates(
      models, scenario, examples: examples, parallelism: parallelism)
  }

  /// All fake users that follow some sequences of groups in turn, or the first of them.
  func sequences(_ patterns: [[Int]], count: Int? = nil) -> [FakeSequence] {
    var rng = SeededGenerator(seed: seed)
    return groups.sequences(following: patterns, count: count ?? self.count, using: &rng)
  }

  /// The mean over models of what each thinks of each sequence of groups.
  func values(_ patterns: [[Int]]) throws -> [Double] {
    let count = estimates.count
    let results = try parallelism.map(count: patterns.count * count, chunk: 1) { range in
      let (pattern, estimate) = range.lowerBound.quotientAndRemainder(dividingBy: count)
      return try estimates[estimate].value(
        sequences([patterns[pattern]], count: estimatedCount))
    }
    return patterns.indices.map { pattern in
      mean(results[pattern * count..<(pattern + 1) * count], of: estimates.map(\.model))
    }
  }

  /// The same mean without an attack.
  var clean: Double { mean(estimates.map(\.clean), of: estimates.map(\.model)) }

  /// A mean of some models' values by their weights; a plain one if all of those are 0.
  func mean(_ values: some Sequence<Double>, of chosen: [Int]) -> Double {
    let total = chosen.reduce(0) { $0 + weights[$1] }
    return zip(chosen, values).reduce(0) {
      $0 + $1.1 * (total > 0 ? weights[$1.0] / total : 1 / Double(chosen.count))
    }
  }

  /// The geometric mean of all models' attainments by their weights.
  ///
  /// A victim of an unknown kind is more like one of the models than like their mean: what moves each of them by
  /// some factor is worth more than what moves one far and another not at all. Attainments count as a thousandth
  /// at least, below which nothing is to be seen. Those of demotion are so near each other that it is nearly the
  /// plain mean.
  ///
  /// - Parameter attainments: Finite, one for each model.
  func cautiousMean(_ attainments: [Double]) -> Double {
    // A model that does not count must not, whatever it shows.
    let counted = models.indices.filter { weights[$0] > 0 }
    return exp(mean(counted.map { log(max(0.001, attainments[$0])) }, of: counted))
  }
}
