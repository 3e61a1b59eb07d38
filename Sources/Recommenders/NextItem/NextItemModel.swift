public import RecommenderData
public import Tensor

/// The next-item recommenders by name, each with its default settings.
public enum NextItemModel: String, CaseIterable, Codable, Sendable {
  /// ``BPRMF`` with ``PairwiseOptions/bprmf``.
  case bprmf
  /// ``FPMC`` with ``PairwiseOptions/fpmc``.
  case fpmc
  /// ``TransRec`` with ``PairwiseOptions/transrec``.
  case transrec
  /// ``GRU4Rec`` with the defaults of ``GRU4RecOptions``.
  case gru4rec

  /// The default number of epochs.
  public var epochs: Int {
    switch self {
    case .bprmf: PairwiseOptions.bprmf.epochs
    case .fpmc: PairwiseOptions.fpmc.epochs
    case .transrec: PairwiseOptions.transrec.epochs
    case .gru4rec: GRU4RecOptions().epochs
    }
  }

  /// Fits the model to a log.
  ///
  /// - Parameters:
  ///   - log: Injected users count like all others.
  ///   - seed: Determines the fit.
  ///   - epochs: How often to go through the log, ``epochs`` if not given.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: As the `fit` of the model.
  public func fit(
    _ log: InteractionLog, seed: UInt64, epochs: Int? = nil, parallelism: Parallelism = .automatic,
    progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> any NextItemRecommender {
    func seeded(_ options: PairwiseOptions) -> PairwiseOptions {
      var options = options
      options.seed = seed
      options.epochs = epochs ?? self.epochs
      return options
    }
    return switch self {
    case .bprmf:
      try BPRMF.fit(
        log, options: seeded(.bprmf), parallelism: parallelism, progress: progress)
    case .fpmc:
      try FPMC.fit(log, options: seeded(.fpmc), parallelism: parallelism, progress: progress)
    case .transrec:
      try TransRec.fit(
        log, options: seeded(.transrec), parallelism: parallelism, progress: progress)
    case .gru4rec:
      try GRU4Rec.fit(
        log, options: GRU4RecOptions(epochs: epochs ?? self.epochs, seed: seed),
        parallelism: parallelism, progress: progress)
    }
  }
}
