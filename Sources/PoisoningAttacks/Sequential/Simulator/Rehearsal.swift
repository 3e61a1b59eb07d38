import RecommenderData
import RecommenderInfluence

/// An attack tried on the attacker's models by training them anew, each group of fake users once.
struct Rehearsal {
  private let simulated: SimulatedOutcome
  private var known: [[[Int]]: [PromotionOutcome]] = [:]

  /// Rehearsals of what a simulator estimates.
  init(_ simulated: SimulatedOutcome) {
    self.simulated = simulated
  }

  /// What each model shows after training with fake users that follow some sequences of groups in turn, or
  /// without any if there are none.
  mutating func outcomes(_ patterns: [[Int]]) throws -> [PromotionOutcome] {
    if let known = known[patterns] { return known }
    let log = simulated.scenario.log
    let poisoned =
      patterns.isEmpty ? log : try log.injecting(simulated.sequences(patterns))
    let outcomes = try simulated.models.map {
      try PromotionOutcome(
        of: $0.rehearse(poisoned), in: simulated.scenario, parallelism: simulated.parallelism)
    }
    known[patterns] = outcomes
    return outcomes
  }
}
