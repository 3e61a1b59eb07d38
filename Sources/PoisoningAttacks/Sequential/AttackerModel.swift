public import RecommenderData
public import RecommenderInfluence
public import Recommenders

/// A model that the attacker has trained on what is known: one of the simulator's [Zhang2020, §3.2].
public struct AttackerModel: Sendable {
  /// The name of its kind.
  public let name: String
  /// The model without an attack.
  public let clean: any NextItemRecommender
  /// What a group of injected users does to it, approximately.
  public let local: LocalRetraining
  /// Trains it from the start on another log.
  public let fit: @Sendable (InteractionLog) throws -> any NextItemRecommender

  /// A model of any kind.
  public init(
    name: String, clean: any NextItemRecommender, local: LocalRetraining,
    fit: @escaping @Sendable (InteractionLog) throws -> any NextItemRecommender
  ) {
    self.name = name
    self.clean = clean
    self.local = local
    self.fit = fit
  }
}

extension AttackerModel {
  /// A model that learns from pairs, trained on a scenario's log.
  package static func pairwise<Model: PairwiseRecommender>(
    _ name: String, scenario: PromotionScenario, training: PairwiseOptions,
    local: LocalRetraining.Options,
    fit: @escaping @Sendable (InteractionLog, PairwiseOptions) throws -> Model
  ) throws -> AttackerModel {
    let clean = try fit(scenario.log, training)
    return AttackerModel(
      name: name, clean: clean,
      local: LocalRetraining(clean, training: training, scenario: scenario, options: local)
    ) { try fit($0, training) }
  }

  /// ``Recommenders/BPRMF`` of the attacker.
  public static func bprmf(
    _ scenario: PromotionScenario, training: PairwiseOptions = .init(),
    local: LocalRetraining.Options = .init()
  ) throws -> AttackerModel {
    try pairwise("bprmf", scenario: scenario, training: training, local: local) {
      try BPRMF.fit($0, options: $1)
    }
  }

  /// ``Recommenders/FPMC`` of the attacker.
  public static func fpmc(
    _ scenario: PromotionScenario, training: PairwiseOptions = .init(),
    local: LocalRetraining.Options = .init()
  ) throws -> AttackerModel {
    try pairwise("fpmc", scenario: scenario, training: training, local: local) {
      try FPMC.fit($0, options: $1)
    }
  }

  /// ``Recommenders/TransRec`` of the attacker.
  public static func transrec(
    _ scenario: PromotionScenario, training: PairwiseOptions = .init(regularization: 0.05),
    local: LocalRetraining.Options = .init()
  ) throws -> AttackerModel {
    try pairwise("transrec", scenario: scenario, training: training, local: local) {
      try TransRec.fit($0, options: $1)
    }
  }
}
