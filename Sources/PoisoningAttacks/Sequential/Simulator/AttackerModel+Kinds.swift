public import RecommenderInfluence
public import Recommenders
internal import Synchronization
public import Tensor

extension AttackerModel {
  /// A model of one of the package's kinds, with its default settings, trained on a scenario's log.
  ///
  /// Rehearsals take half the epochs. ``GRU4Rec``, twenty times as slow to retrain locally as the others, is heard
  /// in the final only, unless sequences are judged by influence. Influences are solved for once.
  ///
  /// - Parameters:
  ///   - kind: The kind of model.
  ///   - scenario: What is known, and whom to show what.
  ///   - seed: Determines the fits.
  ///   - local: How local retraining goes.
  ///   - parallelism: The number of threads of a fit; it does not change the result.
  /// - Throws: `AttackError.invalidOption` for local retraining of no epochs; as the fit of the model.
  /// - Complexity: One fit.
  public init(
    _ kind: NextItemModel, scenario: PromotionScenario, seed: UInt64,
    local: LocalRetraining.Options = .init(), parallelism: Parallelism = .automatic
  ) throws {
    guard local.epochs >= 1 else {
      throw AttackError.invalidOption(
        attack: "loki", name: "local.epochs", requirement: "\(local.epochs) is not at least 1")
    }
    func pairwise<Model: PairwiseRecommender>(
      _ model: Model, _ training: PairwiseOptions
    ) -> LocalRetraining {
      LocalRetraining(model, training: training, scenario: scenario, options: local)
    }
    let clean = try kind.fit(scenario.log, seed: seed, parallelism: parallelism)
    let retraining =
      switch clean {
      case let model as BPRMF: pairwise(model, .bprmf)
      case let model as FPMC: pairwise(model, .fpmc)
      case let model as TransRec: pairwise(model, .transrec)
      case let model as GRU4Rec: LocalRetraining(model, scenario: scenario, options: local)
      default: preconditionFailure("a model of no known kind")
      }
    let solved = KeptInfluence {
      try NextItemInfluence(of: clean, in: scenario, parallelism: parallelism)
    }
    self.init(
      name: kind.rawValue, clean: clean, local: retraining,
      influence: solved.value,
      guidesLearning: kind != .gru4rec,
      rebased: {
        try AttackerModel(kind, scenario: $0, seed: seed, local: local, parallelism: parallelism)
      },
      rehearse: {
        try kind.fit($0, seed: seed, epochs: (kind.epochs + 1) / 2, parallelism: parallelism)
      })
  }
}

/// An influence that is solved for when it is first asked for.
private final class KeptInfluence: Sendable {
  private let kept = Mutex<NextItemInfluence?>(nil)
  private let solve: @Sendable () throws -> NextItemInfluence

  init(_ solve: @escaping @Sendable () throws -> NextItemInfluence) {
    self.solve = solve
  }

  /// The influence, or the error of its solve.
  func value() throws -> NextItemInfluence {
    try kept.withLock { kept in
      if let kept { return kept }
      let solved = try solve()
      kept = solved
      return solved
    }
  }
}
