import RecommenderData
import RecommenderInfluence
import Tensor

/// What sequences of groups are worth by local retraining of the attacker's models.
struct SimulatedOutcome: Sendable {
  let models: [AttackerModel]
  let scenario: PromotionScenario
  let groups: [[Int]]
  /// The number of fake users that follow each sequence of groups.
  let count: Int
  /// Determines which items stand for a group; the same ones for every sequence of groups.
  let seed: UInt64

  /// The fake users that follow a sequence of groups.
  func sequences(_ pattern: [Int]) -> [FakeSequence] {
    var realizer = PatternRealizer(groups: groups)
    var rng = SeededGenerator(seed: seed)
    return (0..<count).map { _ in realizer.sequence(pattern, using: &rng) }
  }

  /// The mean over models of the log likelihood of the targets in lists, for each sequence of groups.
  func values(_ patterns: [[Int]], parallelism: Parallelism) throws -> [Double] {
    let results = try parallelism.map(count: patterns.count * models.count, chunk: 1) { range in
      let (pattern, model) = range.lowerBound.quotientAndRemainder(dividingBy: models.count)
      return try models[model].local.outcome(injecting: sequences(patterns[pattern]))
        .logLikelihood
    }
    return patterns.indices.map { pattern in
      let own = results[pattern * models.count..<(pattern + 1) * models.count]
      return own.reduce(0, +) / Double(models.count)
    }
  }

  /// The mean over models of their log likelihood when they are trained anew with fake users.
  func retrained(_ sequences: [FakeSequence]) throws -> Double {
    let poisoned = try scenario.log.injecting(sequences)
    let values = try models.map {
      try PromotionOutcome(of: $0.fit(poisoned), in: scenario).logLikelihood
    }
    return values.reduce(0, +) / Double(models.count)
  }
}
