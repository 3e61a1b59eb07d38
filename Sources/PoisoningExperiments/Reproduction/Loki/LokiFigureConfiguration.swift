public import Recommenders

/// What a figure of [Zhang2020] on display rates is measured with.
public struct LokiFigureConfiguration: Hashable, Sendable {
  /// Which figure.
  public var figure: LokiFigure
  /// Everything that its audits have in common, the attacks included; its victim, simulators, budget and
  /// seed do not count.
  public var audit: SequenceAuditConfiguration
  /// The recommenders under attack, one after another, none twice.
  public var victims: [NextItemModel]
  /// The models of the attacker's simulator, of which the victim is left out each time.
  public var simulators: [NextItemModel]
  /// The numbers of fake users relative to normal ones, each in (0, 1], none twice; one but for Figure 4.
  public var sizes: [Double]
  /// M, the numbers of actions of each fake user, each at least 1, none twice; one but for Figure 5.
  public var actions: [Int]
  /// The seeds that each value is the mean over, none twice: each draws other targets and users.
  public var seeds: [UInt64]

  /// A configuration, by default all attacks on all victims over three seeds with the figure's budgets.
  public init(
    _ figure: LokiFigure, audit: SequenceAuditConfiguration = .init(),
    victims: [NextItemModel] = NextItemModel.allCases,
    simulators: [NextItemModel] = NextItemModel.allCases,
    sizes: [Double]? = nil, actions: [Int]? = nil, seeds: [UInt64] = [1, 2, 3]
  ) {
    self.figure = figure
    self.audit = audit
    self.victims = victims
    self.simulators = simulators
    self.sizes = sizes ?? figure.sizes
    self.actions = actions ?? figure.actions
    self.seeds = seeds
  }

  /// What all audits have in common, in a form that is the same for all figures.
  var shared: SequenceAuditConfiguration {
    var shared = audit
    let standard = SequenceAuditConfiguration()
    (shared.victim, shared.seed) = (standard.victim, standard.seed)
    (shared.controlled, shared.actions) = (standard.controlled, standard.actions)
    shared.attacks = []
    shared.simulators = NextItemModel.allCases.filter(simulators.contains)
    return shared
  }

  /// The audit of a key.
  func audit(of key: SequenceAuditKey) -> SequenceAuditConfiguration {
    var audit = shared
    audit.victim = key.victim
    audit.simulators = audit.simulators.filter { $0 != key.victim }
    audit.attacks = key.attacks
    audit.controlled = key.size ?? audit.controlled
    audit.actions = key.actions ?? audit.actions
    audit.seed = key.seed
    return audit
  }

  /// The audits behind the figure, seed by seed, so that the first values of all points come early.
  var keys: [SequenceAuditKey] {
    let groups = SequenceAuditKey.groups(of: audit.attacks)
    return seeds.flatMap { seed in
      victims.flatMap { victim in
        groups.flatMap { attacks -> [SequenceAuditKey] in
          guard attacks != SequenceAuditKey.withoutFakeUsers else {
            return [SequenceAuditKey(victim: victim, attacks: attacks, seed: seed)]
          }
          return sizes.flatMap { size in
            actions.map {
              SequenceAuditKey(
                victim: victim, attacks: attacks, size: size, actions: $0, seed: seed)
            }
          }
        }
      }
    }
  }

  /// Checks every option.
  ///
  /// - Throws: `ExperimentError.invalidOption` naming the option; what the audits' validation throws.
  func validate() throws {
    try OptionList.validate(victims, "victims")
    try OptionList.validate(simulators, "simulators")
    try OptionList.validate(seeds, "seeds")
    try OptionList.validate(audit.attacks, "attacks")
    try OptionList.validateBudgets(sizes: sizes, actions: actions)
    for (name, count, varying) in [
      ("sizes", sizes.count, LokiFigure.figure4), ("actions", actions.count, .figure5),
    ] where figure != varying && count > 1 {
      throw ExperimentError.invalidOption(
        name: name, requirement: "\(figure.rawValue) is measured with one, not with \(count)")
    }
    for key in keys { try audit(of: key).validate() }
  }
}
