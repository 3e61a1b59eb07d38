import RecommenderData
import RecommenderInfluence
import Tensor

/// What sequences of groups are worth by the outcome estimator on the attacker's models.
struct SimulatedOutcome: Sendable {
  let models: [AttackerModel]
  /// What each model counts; they sum to 1.
  var weights: [Double]
  let scenario: PromotionScenario
  let groups: [[Int]]
  /// The number of fake users that follow each sequence of groups.
  let count: Int
  /// How many of them the estimator looks at.
  let estimatedCount: Int
  /// Determines which items stand for a group; the same ones for every sequence of groups.
  let seed: UInt64

  /// All fake users that follow some sequences of groups in turn, or the first of them.
  func sequences(_ patterns: [[Int]], count: Int? = nil) -> [FakeSequence] {
    var realizer = PatternRealizer(groups: groups)
    var rng = SeededGenerator(seed: seed)
    return (0..<(count ?? self.count)).map { realizer.sequence(patterns[$0 % patterns.count], using: &rng) }
  }

  /// The mean over models of how far the goal is attained, for each sequence of groups.
  func values(_ patterns: [[Int]], parallelism: Parallelism) throws -> [Double] {
    let results = try parallelism.map(count: patterns.count * models.count, chunk: 1) { range in
      let (pattern, model) = range.lowerBound.quotientAndRemainder(dividingBy: models.count)
      let sequences = sequences([patterns[pattern]], count: estimatedCount)
      return try models[model].local.outcome(injecting: sequences).attainment(of: scenario.goal)
    }
    return patterns.indices.map { pattern in
      mean(results[pattern * models.count..<(pattern + 1) * models.count])
    }
  }

  /// How far the goal is attained without an attack, the mean over models.
  func clean() throws -> Double {
    try mean(
      models.map {
        try PromotionOutcome(of: $0.clean, in: scenario).attainment(of: scenario.goal)
      })
  }

  /// A mean of the models' values by their weights.
  func mean(_ values: some Sequence<Double>) -> Double {
    zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
