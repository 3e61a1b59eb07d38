/// The hyperparameters of Adam, with the paper's defaults.
public struct AdamOptions: Hashable, Codable, Sendable {
  /// α, the length of a step, positive.
  public var learningRate: Double
  /// β₁, the decay of the mean of gradients, in [0, 1).
  public var firstDecay: Double
  /// β₂, the decay of the mean of squared gradients, in [0, 1).
  public var secondDecay: Double
  /// ε, added to the root of the mean square, positive.
  public var epsilon: Double

  /// Options, each with the value that the paper recommends.
  public init(
    learningRate: Double = 1e-3, firstDecay: Double = 0.9, secondDecay: Double = 0.999,
    epsilon: Double = 1e-8
  ) {
    self.learningRate = learningRate
    self.firstDecay = firstDecay
    self.secondDecay = secondDecay
    self.epsilon = epsilon
  }

  /// Checks every option.
  ///
  /// - Throws: `LearningError.invalidOption` naming the option.
  public func validate() throws(LearningError) {
    for (name, value) in [("learningRate", learningRate), ("epsilon", epsilon)] {
      try LearningError.require(
        value > 0 && value.isFinite, name, "\(value) is not positive and finite")
    }
    for (name, value) in [("firstDecay", firstDecay), ("secondDecay", secondDecay)] {
      try LearningError.require(
        value >= 0 && value < 1, name, "\(value) is not at least 0 and below 1")
    }
  }
}
