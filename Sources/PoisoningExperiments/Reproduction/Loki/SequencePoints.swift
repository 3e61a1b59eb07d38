public import Recommenders

/// The display rate of one attack on one victim with one budget, over several seeds.
public struct SequencePoint: Hashable, Sendable {
  /// The recommender under attack.
  public let victim: NextItemModel
  /// The attack's name.
  public let attack: String
  /// The number of fake users relative to normal ones; of the attack `none` too, which has none.
  public let size: Double
  /// M, the number of actions of each fake user.
  public let actions: Int
  /// The fraction of pairs of target user and target that are shown, for each seed.
  public let displayRates: [Double]
  /// The fraction of target users who are shown any target, likewise.
  public let anyTargetRates: [Double]
  /// The mean display rate and its 95 % interval.
  public let displayRate: StudentInterval
  /// The mean of ``anyTargetRates`` and its 95 % interval.
  public let anyTargetRate: StudentInterval

  /// A point with its rates by seed, at least one, all finite.
  init(
    victim: NextItemModel, attack: String, size: Double, actions: Int, displayRates: [Double],
    anyTargetRates: [Double]
  ) throws(ExperimentError) {
    self.victim = victim
    self.attack = attack
    self.size = size
    self.actions = actions
    self.displayRates = displayRates
    self.anyTargetRates = anyTargetRates
    displayRate = try StudentInterval(ofMean: displayRates)
    anyTargetRate = try StudentInterval(ofMean: anyTargetRates)
  }
}

/// The points of a figure: every attack on every victim with every budget.
struct SequencePoints: Hashable, Sendable {
  /// The fixed attacks of the paper that LOKI is measured by.
  static let heuristics = ["random", "popular"]

  let victims: [NextItemModel]
  let attacks: [String]
  let sizes: [Double]
  let actions: [Int]
  let points: [SequencePoint]

  /// The points of a figure from its audits.
  ///
  /// - Parameter results: By key, all that the configuration asks for.
  init(
    _ configuration: LokiFigureConfiguration,
    results: [SequenceAuditKey: SequenceAuditResult]
  ) throws {
    (victims, attacks) = (configuration.victims, configuration.audit.attacks)
    (sizes, actions) = (configuration.sizes, configuration.actions)
    let cells = results.map { ($0.key, $0.value.cells) }
    points = try victims.flatMap { victim in
      try configuration.audit.attacks.flatMap { attack in
        try configuration.sizes.flatMap { size in
          try configuration.actions.map { actions in
            let found = configuration.seeds.flatMap { seed in
              cells.filter { key, _ in
                key.victim == victim && key.seed == seed && key.size ?? size == size
                  && key.actions ?? actions == actions
              }.flatMap(\.1).filter { $0.attack == attack }
            }
            return try SequencePoint(
              victim: victim, attack: attack, size: size, actions: actions,
              displayRates: found.map(\.displayRate), anyTargetRates: found.map(\.anyTargetRate))
          }
        }
      }
    }
  }

  /// Points that are given.
  init(
    victims: [NextItemModel], attacks: [String], sizes: [Double], actions: [Int],
    points: [SequencePoint]
  ) {
    self.victims = victims
    self.attacks = attacks
    self.sizes = sizes
    self.actions = actions
    self.points = points
  }

  /// Every budget, sizes first.
  var budgets: [(size: Double, actions: Int)] {
    sizes.flatMap { size in actions.map { (size, $0) } }
  }

  /// The point of an attack, or `nil` if it was not measured.
  func point(
    _ attack: String, on victim: NextItemModel, size: Double, actions: Int
  ) -> SequencePoint? {
    points.first {
      $0.attack == attack && $0.victim == victim && $0.size == size && $0.actions == actions
    }
  }

  /// The one of `attacks` with the highest mean, the first of several; `nil` if none was measured.
  func best(
    of attacks: [String], on victim: NextItemModel, size: Double, actions: Int
  ) -> SequencePoint? {
    attacks.compactMap { point($0, on: victim, size: size, actions: actions) }
      .reduce(nil) { best, point in
        guard let best, best.displayRate.mean >= point.displayRate.mean else { return point }
        return best
      }
  }

  /// How many times LOKI's mean is that of the best of `attacks`, with one digit; `∞` if only LOKI is
  /// above 0, a dash if neither is or one was not measured.
  func ratio(
    to attacks: [String], on victim: NextItemModel, size: Double, actions: Int
  ) -> String {
    guard let loki = point("loki", on: victim, size: size, actions: actions),
      let best = best(of: attacks, on: victim, size: size, actions: actions)
    else { return "–" }
    return Self.times(loki.displayRate.mean, best.displayRate.mean)
  }

  /// How many times `rate` is `other`, as ``ratio(to:on:size:actions:)`` writes it.
  static func times(_ rate: Double, _ other: Double) -> String {
    guard other > 0 else { return rate > 0 ? "∞" : "–" }
    return AuditResult.fixed(rate / other, digits: 1)
  }
}
