public import PoisoningAttacks
public import RecommenderInfluence
public import Recommenders

/// What an audit of a next-item recommender is made with.
public struct SequenceAuditConfiguration: Hashable, Codable, Sendable {
  /// The names of the attacks, in the order of tables.
  public static let attackNames = [
    "none", "random", "popular", "alternate", "alternate-last", "greedy", "loki",
  ]

  /// The recommender under attack.
  public var victim: NextItemModel
  /// The models of the attacker's simulator, which the victim must not be among if `greedy` or `loki` is to attack.
  public var simulators: [NextItemModel]
  /// The names of the attacks, some of ``attackNames``.
  public var attacks: [String]
  /// The number of fake users relative to normal ones, in (0, 1].
  public var controlled: Double
  /// M, the number of actions of each fake user, at least 1.
  public var actions: Int
  /// What is to become of the targets.
  public var goal: PromotionGoal
  /// The number of targets, drawn at random, to demote them among the items that the clean victim shows; at
  /// least 1.
  public var targetCount: Int
  /// The identifiers of the targets instead.
  public var targets: [String]?
  /// The number of users whose lists count, drawn at random, at least 1.
  public var targetUserCount: Int
  /// The identifiers of those users instead.
  public var targetUsers: [String]?
  /// K, the length of lists, at least 1.
  public var top: Int
  /// How often the victim is trained on the poisoned log, each time with another seed, at least 1.
  public var repetitions: Int
  /// Determines targets, attacks and fits.
  public var seed: UInt64
  /// How the attacker's models are retrained locally.
  public var local: LocalRetraining.Options
  /// How LOKI learns.
  public var loki: LokiOptions

  /// A configuration, by default the paper's budget with every other model in the simulator.
  public init(
    victim: NextItemModel = .fpmc, simulators: [NextItemModel]? = nil,
    attacks: [String] = SequenceAuditConfiguration.attackNames, controlled: Double = 0.03,
    actions: Int = 15, goal: PromotionGoal = .promote, targetCount: Int = 20,
    targets: [String]? = nil, targetUserCount: Int = 20, targetUsers: [String]? = nil,
    top: Int = 10,
    repetitions: Int = 1, seed: UInt64 = 1, local: LocalRetraining.Options = .init(),
    loki: LokiOptions = .init()
  ) {
    self.victim = victim
    self.simulators = simulators ?? NextItemModel.allCases.filter { $0 != victim }
    self.attacks = attacks
    self.controlled = controlled
    self.actions = actions
    self.goal = goal
    self.targetCount = targetCount
    self.targets = targets
    self.targetUserCount = targetUserCount
    self.targetUsers = targetUsers
    self.top = top
    self.repetitions = repetitions
    self.seed = seed
    self.local = local
    self.loki = loki
  }

  /// Checks every option.
  ///
  /// - Throws: `ExperimentError.invalidOption` naming the option; what the options of LOKI throw.
  public func validate() throws {
    func require(_ isTrue: Bool, _ name: String, _ requirement: String) throws(ExperimentError) {
      guard isTrue else { throw .invalidOption(name: name, requirement: requirement) }
    }
    try require(
      controlled > 0 && controlled <= 1, "controlled", "\(controlled) is not above 0 and at most 1")
    let counts = [
      ("actions", actions), ("targetCount", targetCount), ("targetUserCount", targetUserCount),
      ("top", top), ("repetitions", repetitions), ("local.epochs", local.epochs),
    ]
    for (name, count) in counts { try require(count >= 1, name, "\(count) is not at least 1") }
    try require(!attacks.isEmpty, "attacks", "at least one is needed")
    try require(Set(attacks).count == attacks.count, "attacks", "one is given twice")
    for attack in attacks {
      try require(
        Self.attackNames.contains(attack), "attacks",
        "\"\(attack)\" is not one of \(Self.attackNames.joined(separator: ", "))")
    }
    try require(Set(simulators).count == simulators.count, "simulators", "one is given twice")
    if attacks.contains("greedy") || attacks.contains("loki") {
      try require(
        simulators.contains { $0 != victim }, "simulators",
        "a model besides the victim, \(victim.rawValue), is needed")
      try require(
        !simulators.contains(victim), "simulators",
        "the victim, \(victim.rawValue), is unknown to attackers and cannot be among them")
    }
    try loki.validate()
  }
}
