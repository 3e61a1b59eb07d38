import RecommenderInfluence

/// The final among sequences of groups: each is tried by training the simulator's models anew.
struct LokiFinal {
  private let simulated: SimulatedOutcome
  private var rehearsal: Rehearsal
  /// What was tried, in turn.
  private(set) var trials: [LokiAttack.Trial] = []

  /// A final by a simulator's models.
  init(_ simulated: SimulatedOutcome) {
    self.simulated = simulated
    rehearsal = Rehearsal(simulated)
  }

  /// The best sequence of groups, or the best and another one together.
  ///
  /// - Parameters:
  ///   - finalists: The sequences to try, at least one.
  ///   - shared: How many of the best others are tried together with the very best.
  ///   - progress: Called with the share that is done.
  /// - Throws: `AttackError.notFinite` if models show what is no number; errors of fits.
  mutating func best(
    among finalists: [[Int]], shared: Int, progress: (_ share: Double) throws -> Void
  ) throws -> [[Int]] {
    let rounds = Double(finalists.count + shared)
    for (number, finalist) in finalists.enumerated() {
      try add([finalist])
      try progress(Double(number + 1) / rounds)
    }
    // Of equal values the first stays ahead.
    let order = trials.indices.sorted { (trials[$1].value, $0) < (trials[$0].value, $1) }
    let single = order.map { trials[$0] }
    for (number, other) in single.dropFirst().prefix(shared).enumerated() {
      try add(single[0].patterns + other.patterns)
      try progress(Double(finalists.count + number + 1) / rounds)
    }
    return trials.dropFirst().reduce(trials[0]) { $1.value > $0.value ? $1 : $0 }.patterns
  }

  /// Tries fake users that follow some sequences in turn.
  private mutating func add(_ patterns: [[Int]]) throws {
    let outcomes = try rehearsal.outcomes(patterns)
    let goal = simulated.scenario.goal
    let value = simulated.cautiousMean(outcomes.map { $0.attainment(of: goal) })
    guard value.isFinite else { throw AttackError.notFinite(what: "what a trial is worth") }
    trials.append(
      LokiAttack.Trial(
        patterns: patterns, displayRates: outcomes.map(\.displayRate), value: value))
  }
}
