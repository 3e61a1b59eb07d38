/// How a next-item recommender learns from pairs of items by stochastic gradient descent.
public struct PairwiseOptions: Hashable, Codable, Sendable {
  /// d, the number of factors of a user or item, at least 1.
  public var rank: Int
  /// η, what gradients are multiplied with, positive.
  public var learningRate: Double
  /// λ, of λ/2 times the sum of the squares of the parameters of each sample, at least 0.
  public var regularization: Double
  /// How often each action is a sample, with a new negative each time; at least 0.
  public var epochs: Int
  /// The standard deviation of the parameters at the start, positive.
  public var initialDeviation: Double
  /// Determines start, order and negatives.
  public var seed: UInt64

  /// The defaults of ``BPRMF``, chosen on Amazon Beauty's validation actions as those of the others.
  public static let bprmf = PairwiseOptions(
    learningRate: 0.1, regularization: 0.04, epochs: 200)
  /// The defaults of ``FPMC``.
  public static let fpmc = PairwiseOptions(epochs: 100)
  /// The defaults of ``TransRec``.
  public static let transrec = PairwiseOptions(
    learningRate: 0.1, regularization: 0.05, epochs: 100)

  /// Options, each of which can be changed; ``bprmf``, ``fpmc`` and ``transrec`` are those of the models.
  public init(
    rank: Int = 64, learningRate: Double = 0.05, regularization: Double = 0.01, epochs: Int = 60,
    initialDeviation: Double = 0.05, seed: UInt64 = 1
  ) {
    self.rank = rank
    self.learningRate = learningRate
    self.regularization = regularization
    self.epochs = epochs
    self.initialDeviation = initialDeviation
    self.seed = seed
  }

  /// Checks every option.
  ///
  /// - Throws: `RecommenderError.invalidOption` naming the option.
  public func validate() throws(RecommenderError) {
    func require(_ condition: Bool, _ name: String, _ requirement: String) throws(RecommenderError)
    {
      guard condition else { throw .invalidOption(name: name, requirement: requirement) }
    }
    try require(rank >= 1, "rank", "\(rank) is not at least 1")
    try require(
      learningRate > 0 && Float(learningRate).isFinite, "learningRate",
      "\(learningRate) is not positive and finite")
    try require(
      regularization >= 0 && learningRate * regularization < 1, "regularization",
      "\(regularization) is not at least 0 and below 1 / learningRate")
    try require(epochs >= 0, "epochs", "\(epochs) is not at least 0")
    try require(
      initialDeviation > 0 && Float(initialDeviation).isFinite, "initialDeviation",
      "\(initialDeviation) is not positive and finite")
  }

  /// The size of a step, for the kernels.
  package var rate: PairwiseKernel.Rate {
    .init(learning: Float(learningRate), regularization: Float(regularization))
  }
}

/// How far the fit of a next-item recommender is.
public struct NextItemProgress: Hashable, Sendable {
  /// The number of epochs that are done.
  public let epoch: Int
  /// The number of epochs to do.
  public let epochs: Int
  /// The mean loss of a sample in the last epoch, each before its own step.
  public let loss: Double

  /// A report after an epoch.
  public init(epoch: Int, epochs: Int, loss: Double) {
    self.epoch = epoch
    self.epochs = epochs
    self.loss = loss
  }
}
