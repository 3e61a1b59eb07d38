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

  /// Fits the model to a log.
  ///
  /// - Parameters:
  ///   - log: Injected users count like all others.
  ///   - seed: Determines the fit.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each epoch; an error that it throws ends the fit.
  /// - Throws: As the `fit` of the model.
  public func fit(
    _ log: InteractionLog, seed: UInt64, parallelism: Parallelism = .automatic,
    progress: ((NextItemProgress) throws -> Void)? = nil
  ) throws -> any NextItemRecommender {
    func seeded(_ options: PairwiseOptions) -> PairwiseOptions {
      var options = options
      options.seed = seed
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
        log, options: GRU4RecOptions(seed: seed), parallelism: parallelism, progress: progress)
    }
  }
}
