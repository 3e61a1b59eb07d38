public import RecommenderInfluence
public import Recommenders
public import Tensor

extension AttackerModel {
  /// A model of one of the package's kinds, with its default settings, trained on a scenario's log.
  ///
  /// Rehearsals take half the epochs. ``GRU4Rec``, ten times as slow to retrain locally as the others, is heard
  /// in the final only.
  ///
  /// - Parameters:
  ///   - kind: The kind of model.
  ///   - scenario: What is known, and whom to show what.
  ///   - seed: Determines the fits.
  ///   - local: How local retraining goes.
  ///   - parallelism: The number of threads of a fit; it does not change the result.
  /// - Throws: As the fit of the model.
  /// - Complexity: One fit.
  public init(
    _ kind: NextItemModel, scenario: PromotionScenario, seed: UInt64,
    local: LocalRetraining.Options = .init(), parallelism: Parallelism = .automatic
  ) throws {
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
    self.init(
      name: kind.rawValue, clean: clean, local: retraining,
      influence: { try NextItemInfluence(of: clean, in: scenario, parallelism: parallelism) },
      guidesLearning: kind != .gru4rec,
      rebased: {
        try AttackerModel(kind, scenario: $0, seed: seed, local: local, parallelism: parallelism)
      },
      rehearse: {
        try kind.fit($0, seed: seed, epochs: (kind.epochs + 1) / 2, parallelism: parallelism)
      })
  }
}
