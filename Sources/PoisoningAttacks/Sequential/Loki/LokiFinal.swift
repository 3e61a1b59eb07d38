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
  ///   - shared: How many of the best other fixed ones are tried together with the best of them.
  ///   - margin: How much better, relatively, anything else has to be than the best fixed sequence alone.
  ///   - progress: Called with the share that is done.
  /// - Throws: `AttackError.notFinite` if models show what is no number; errors of fits.
  mutating func best(
    among fixed: [[Int]], learned: [[Int]], shared: Int, margin: Double,
    progress: (_ share: Double) throws -> Void
  ) throws -> [[Int]] {
    let rounds = Double(fixed.count + learned.count + min(shared, fixed.count - 1) + 1)
    func announce() throws { try progress(Double(trials.count) / rounds) }
    var (single, others): ([LokiAttack.Trial], [LokiAttack.Trial]) = ([], [])
    for pattern in fixed {
      single.append(try tried([pattern]))
      try announce()
    }
    for pattern in learned {
      others.append(try tried([pattern]))
      try announce()
    }
    single = Self.sorted(single)
    others = Self.sorted(others)
    let safe = single[0]
    var bold = others
    for other in single.dropFirst().prefix(shared) {
      bold.append(try tried(safe.patterns + other.patterns))
      try announce()
    }
    if let best = others.first, best.value > safe.value {
      bold.append(try tried(best.patterns + safe.patterns))
    }
    try progress(1)
    guard let best = Self.sorted(bold).first, best.value > (1 + margin) * safe.value else {
      return safe.patterns
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
    let goal = simulated.scenario.goal
    let value = simulated.cautiousMean(outcomes.map { $0.attainment(of: goal) })
    guard value.isFinite else { throw AttackError.notFinite(what: "what a trial is worth") }
    let trial = LokiAttack.Trial(
      patterns: patterns, displayRates: outcomes.map(\.displayRate), value: value)
    trials.append(trial)
    return trial
  }
}
