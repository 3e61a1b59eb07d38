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

  /// The best fixed sequence of groups, unless a learned one or two together are better by a margin.
  ///
  /// Those are the ones of many that the simulator's models like best, and transfer worse to a victim of another
  /// kind than a fixed one that they like as much.
  ///
  /// - Parameters:
  ///   - fixed: Sequences that were not chosen by what the models say, at least one.
  ///   - learned: Sequences that were.
  ///   - shared: How many of the best other fixed ones are tried together with the best of them; if any, so is the
  ///     best learned one if it is better.
  ///   - margin: How much more, relatively, anything else has to gain over the models without an attack than the
  ///     best fixed sequence alone.
  ///   - progress: Called with the share that is done.
  /// - Throws: Errors of fits, and of models whose scores are no numbers.
  mutating func best(
    among fixed: [[Int]], learned: [[Int]], shared: Int, margin: Double,
    progress: (_ share: Double) throws -> Void
  ) throws -> [[Int]] {
    let rounds = Double(fixed.count + learned.count + min(shared, fixed.count - 1) + 2)
    func announce() throws { try progress(Double(trials.count) / rounds) }
    var (fixedTrials, challengers): ([LokiAttack.Trial], [LokiAttack.Trial]) = ([], [])
    for pattern in fixed {
      fixedTrials.append(try tried([pattern]))
      try announce()
    }
    for pattern in learned {
      challengers.append(try tried([pattern]))
      try announce()
    }
    fixedTrials = Self.sorted(fixedTrials)
    let champion = fixedTrials[0]
    let bestLearned = Self.sorted(challengers).first
    for other in fixedTrials.dropFirst().prefix(shared) {
      challengers.append(try tried(champion.patterns + other.patterns))
      try announce()
    }
    if shared > 0, let bestLearned, bestLearned.value > champion.value {
      challengers.append(try tried(bestLearned.patterns + champion.patterns))
      try announce()
    }
    // Not the clean models, which were trained for longer than a rehearsal takes.
    let clean = value(try rehearsal.outcomes([]))
    try progress(1)
    let least = champion.value + margin * max(0, champion.value - clean)
    guard let best = Self.sorted(challengers).first, best.value > least else {
      return champion.patterns
    }
    return best.patterns
  }

  /// Trials by value, the best first; of equal ones the first stays ahead.
  private static func sorted(_ trials: [LokiAttack.Trial]) -> [LokiAttack.Trial] {
    trials.indices.sorted { (trials[$1].value, $0) < (trials[$0].value, $1) }.map { trials[$0] }
  }

  /// Tries fake users that follow some sequences in turn.
  private mutating func tried(_ patterns: [[Int]]) throws -> LokiAttack.Trial {
    let outcomes = try rehearsal.outcomes(patterns)
    let trial = LokiAttack.Trial(
      patterns: patterns, displayRates: outcomes.map(\.displayRate), value: value(outcomes))
    trials.append(trial)
    return trial
  }

  /// What outcomes of all models are worth together.
  private func value(_ outcomes: [PromotionOutcome]) -> Double {
    simulated.cautiousMean(outcomes.map { $0.attainment(of: simulated.scenario.goal) })
  }
}
