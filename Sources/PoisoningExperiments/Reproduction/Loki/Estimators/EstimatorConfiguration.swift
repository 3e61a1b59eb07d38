public import PoisoningAttacks
public import RecommenderInfluence
public import Recommenders

/// What estimates of injected sequences are compared with training anew.
public struct EstimatorConfiguration: Hashable, Codable, Sendable {
  /// The models whose estimates are judged, one after another, none twice.
  public var models: [NextItemModel]
  /// The number of random injections for each, at least 3.
  public var samples: Int
  /// The number of fake users of an injection relative to normal ones, in (0, 1].
  public var controlled: Double
  /// M, the number of actions of each, at least 1.
  public var actions: Int
  /// The number of random targets, at least 1.
  public var targetCount: Int
  /// The number of random target users, at least 1.
  public var targetUserCount: Int
  /// K, the length of lists, at least 1.
  public var top: Int
  /// Determines targets, users, injections and fits.
  public var seed: UInt64
  /// How items are grouped.
  public var groups: ItemGroups.Options
  /// How models are retrained locally.
  public var local: LocalRetraining.Options
  /// How influences are estimated.
  public var influence: NextItemInfluence.Options

  /// A configuration with the package's defaults, each of which can be changed.
  public init(
    models: [NextItemModel] = NextItemModel.allCases, samples: Int = 200,
    controlled: Double = 0.01, actions: Int = 5, targetCount: Int = 20,
    targetUserCount: Int = 20, top: Int = 10, seed: UInt64 = 1,
    groups: ItemGroups.Options = .init(), local: LocalRetraining.Options = .init(),
    influence: NextItemInfluence.Options = .init()
  ) {
    self.models = models
    self.samples = samples
    self.controlled = controlled
    self.actions = actions
    self.targetCount = targetCount
    self.targetUserCount = targetUserCount
    self.top = top
    self.seed = seed
    self.groups = groups
    self.local = local
    self.influence = influence
  }

  /// The audit that has the same scenario.
  var audit: SequenceAuditConfiguration {
    SequenceAuditConfiguration(
      attacks: ["none"], controlled: controlled, actions: actions, targetCount: targetCount,
      targetUserCount: targetUserCount, top: top, seed: seed, local: local)
  }

  /// What all samples have in common.
  var shared: EstimatorConfiguration {
    var shared = self
    shared.models = []
    shared.samples = 0
    return shared
  }

  /// The samples, model by model.
  var keys: [EstimatorKey] {
    models.flatMap { model in (0..<samples).map { EstimatorKey(model: model, sample: $0) } }
  }

  /// Checks every option.
  ///
  /// - Throws: `ExperimentError.invalidOption` naming the option; `InfluenceError.invalidOption`.
  func validate() throws {
    try OptionList.validate(models, "models")
    guard samples >= 3 else {
      throw ExperimentError.invalidOption(
        name: "samples", requirement: "\(samples) is not at least 3")
    }
    try audit.validate()
    try influence.validate()
  }
}

/// What tells one injection from the others.
public struct EstimatorKey: GridKey {
  /// The model that is trained anew with it.
  public let model: NextItemModel
  /// Its number.
  public let sample: Int

  /// A name for the injection's file.
  public var fileName: String { "\(model.rawValue)-\(sample)" }

  /// About how long it takes beside an injection on BPRMF, as measured on Amazon Beauty.
  var work: Double {
    switch model {
    case .bprmf: 1
    case .fpmc, .transrec: 0.7
    case .gru4rec: 4
    }
  }
}
