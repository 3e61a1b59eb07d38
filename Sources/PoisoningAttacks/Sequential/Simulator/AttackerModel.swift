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
  /// What injected users do to it by influence functions, which takes a solve; nil if that is not known.
  public let influence: (@Sendable () throws -> NextItemInfluence)?
  /// Whether its local retraining is heard while an agent learns; one that is slow to retrain is heard in the
  /// final only.
  public let guidesLearning: Bool
  /// Trains it from the start on another log, for no longer than it takes to tell attacks apart.
  public let rehearse: @Sendable (InteractionLog) throws -> any NextItemRecommender
  /// The model trained anew for another scenario, with what it takes to value sequences there; nil if an
  /// attack in portions is not possible.
  public let rebased: (@Sendable (PromotionScenario) throws -> AttackerModel)?

  /// A model of any kind.
  public init(
    name: String, clean: any NextItemRecommender, local: LocalRetraining,
    influence: (@Sendable () throws -> NextItemInfluence)? = nil, guidesLearning: Bool = true,
    rebased: (@Sendable (PromotionScenario) throws -> AttackerModel)? = nil,
    rehearse: @escaping @Sendable (InteractionLog) throws -> any NextItemRecommender
  ) {
    self.name = name
    self.clean = clean
    self.local = local
    self.rebased = rebased
    self.influence = influence
    self.guidesLearning = guidesLearning
    self.rehearse = rehearse
  }
}
