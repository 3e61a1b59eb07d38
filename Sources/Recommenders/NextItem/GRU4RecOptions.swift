/// How ``GRU4Rec`` learns.
public struct GRU4RecOptions: Hashable, Codable, Sendable {
  /// d, the length of an item vector and the number of units, at least 1.
  public var rank: Int
  /// α of Adam, positive.
  public var learningRate: Double
  /// How often each sequence is learned from, at least 0.
  public var epochs: Int
  /// How many actions a step foresees at most, at least 1; one sequence is never cut.
  public var batchActions: Int
  /// How many items compete in a step besides those that it foresees, at least 0.
  public var negatives: Int
  /// The share of the numbers of item vectors that a step leaves out of the input, in [0, 1).
  public var inputDropout: Double
  /// The share of the numbers of states that a step leaves out of the scores, in [0, 1).
  public var stateDropout: Double
  /// The greatest norm of a step's gradient, positive; longer ones are shortened.
  public var gradientNorm: Double
  /// How many of a user's last actions the model looks at, at least 1.
  public var maximumLength: Int
  /// The standard deviation of item vectors at the start, positive.
  public var initialDeviation: Double
  /// Determines start, batches, negatives and dropout.
  public var seed: UInt64

  /// Options, each of which can be changed; the defaults were chosen on Amazon Beauty's validation actions.
  public init(
    rank: Int = 64, learningRate: Double = 0.01, epochs: Int = 10, batchActions: Int = 1024,
    negatives: Int = 256, inputDropout: Double = 0.4, stateDropout: Double = 0.4,
    gradientNorm: Double = 5, maximumLength: Int = 50, initialDeviation: Double = 0.1,
    seed: UInt64 = 1
  ) {
    self.rank = rank
    self.learningRate = learningRate
    self.epochs = epochs
    self.batchActions = batchActions
    self.negatives = negatives
    self.inputDropout = inputDropout
    self.stateDropout = stateDropout
    self.gradientNorm = gradientNorm
    self.maximumLength = maximumLength
    self.initialDeviation = initialDeviation
    self.seed = seed
  }

  /// Checks every option.
  ///
  /// - Throws: `RecommenderError.invalidOption` naming the option.
  public func validate() throws(RecommenderError) {
    for (name, value, least) in [
      ("rank", rank, 1), ("epochs", epochs, 0), ("batchActions", batchActions, 1),
      ("negatives", negatives, 0), ("maximumLength", maximumLength, 1),
    ] where value < least {
      throw .invalidOption(name: name, requirement: "\(value) is not at least \(least)")
    }
    for (name, value) in [
      ("learningRate", learningRate), ("gradientNorm", gradientNorm),
      ("initialDeviation", initialDeviation),
    ] where !(value > 0 && Float(value).isFinite) {
      throw .invalidOption(name: name, requirement: "\(value) is not positive and finite")
    }
    for (name, value) in [("inputDropout", inputDropout), ("stateDropout", stateDropout)]
    where !(value >= 0 && value < 1) {
      throw .invalidOption(name: name, requirement: "\(value) is not at least 0 and below 1")
    }
  }
}
