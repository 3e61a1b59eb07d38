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
    return (0..<(count ?? self.count)).map {
      realizer.sequence(patterns[$0 % patterns.count], using: &rng)
    }
  }

  /// The models that the estimator asks: those that guide learning, or all if none does.
  private var guides: [Int] {
    let guides = models.indices.filter { models[$0].guidesLearning }
    return guides.isEmpty ? Array(models.indices) : guides
  }

  /// The mean over models of how far the goal is attained, for each sequence of groups.
  func values(_ patterns: [[Int]], parallelism: Parallelism) throws -> [Double] {
    let guides = guides
    let results = try parallelism.map(count: patterns.count * guides.count, chunk: 1) { range in
      let (pattern, guide) = range.lowerBound.quotientAndRemainder(dividingBy: guides.count)
      let sequences = sequences([patterns[pattern]], count: estimatedCount)
      return try models[guides[guide]].local.outcome(injecting: sequences)
        .attainment(of: scenario.goal)
    }
    return patterns.indices.map { pattern in
      mean(results[pattern * guides.count..<(pattern + 1) * guides.count], of: guides)
    }
  }

  /// How far the goal is attained without an attack, the mean over the same models.
  func clean() throws -> Double {
    let guides = guides
    return try mean(
      guides.map {
        try PromotionOutcome(of: models[$0].clean, in: scenario).attainment(of: scenario.goal)
      }, of: guides)
  }

  /// A mean of some models' values by their weights; a plain one if all of those are 0.
  func mean(_ values: some Sequence<Double>, of chosen: [Int]) -> Double {
    let total = chosen.reduce(0) { $0 + weights[$1] }
    return zip(chosen, values).reduce(0) {
      $0 + $1.1 * (total > 0 ? weights[$1.0] / total : 1 / Double(chosen.count))
    }
  }
}
