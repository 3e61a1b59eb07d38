public import RecommenderData
package import Recommenders
internal import Tensor

/// What injected users do to a model, by training on from its parameters near the targets.
///
/// The model goes on learning from the injected sequences and from those clean samples only that touch a
/// target user, a target or a target user's last item, and from as many clean samples with a target or an item
/// that the target users have chosen as the negative as training on all would draw: without those nothing
/// holds down what injected users raise. These are a hundredth of all samples. Unlike an estimate by influence
/// functions, saturation is in it, and any number of injected users at once.
public struct LocalRetraining: Sendable {
  /// How far training goes on.
  public struct Options: Hashable, Codable, Sendable {
    /// How often each sample is taken, at least 1; few epochs mislead, see the guide.
    public var epochs: Int
    /// Determines the injected users' start, the order of samples and the negatives.
    public var seed: UInt64

    /// Options with the package's defaults, each of which can be changed.
    public init(epochs: Int = 60, seed: UInt64 = 1) {
      self.epochs = epochs
      self.seed = seed
    }
  }

  private let outcome: @Sendable ([FakeSequence]) throws -> PromotionOutcome

  /// Local retraining by what `outcome` does; for models of other packages.
  public init(_ outcome: @escaping @Sendable ([FakeSequence]) throws -> PromotionOutcome) {
    self.outcome = outcome
  }

  /// The outcome for the scenario after injecting users.
  ///
  /// - Throws: `RecommenderError` if the loss leaves the finite numbers.
  /// - Complexity: `epochs` steps of training for each injected action and nearby sample, and a copy of
  ///   the model.
  public func outcome(injecting sequences: [FakeSequence]) throws -> PromotionOutcome {
    try outcome(sequences)
  }
}

extension LocalRetraining {
  /// Local retraining of a model that learns from pairs.
  package init<Model: PairwiseRecommender>(
    _ model: Model, training: PairwiseOptions, scenario: PromotionScenario, options: Options
  ) {
    let samples = NearbySamples(Model.Tables.self, scenario)
    self.init { sequences in
      var tables = model.tables
      var rng = SeededGenerator(seed: options.seed)
      tables.appendUsers(
        sequences.count, deviation: Float(training.initialDeviation), using: &rng)
      let drawn = samples.adding(sequences, Model.Tables.self)
      try tables.train(
        epochs: options.epochs, learningRate: training.learningRate, .inPlace,
        by: { kernel, shared, _ in
          kernel.descend(drawn.epoch(using: &rng), training.rate, &shared)
        })
      return try PromotionOutcome(of: Model(tables), in: scenario, parallelism: .serial)
    }
  }
}
