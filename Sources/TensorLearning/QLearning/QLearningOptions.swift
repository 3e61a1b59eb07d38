/// How an agent learns.
///
/// What a step is worth is learned from what the next one is worth according to the target network:
/// knowledge moves back by at least a step each time that network is renewed, and how much further
/// depends on how alike states are. Rewards should be of the order of 1, which is where
/// ``huberWidth`` and the learning rate are.
public struct QLearningOptions: Hashable, Codable, Sendable {
  /// The length of an action's vector.
  public var embeddingRank: Int
  /// The number of units that hold the state.
  public var stateCount: Int
  /// The number of episodes to play.
  public var episodes: Int
  /// How many of them are played, and rewarded, at a time.
  public var episodesPerRound: Int
  /// How many updates of the network follow each round, once there are enough episodes for one.
  public var updatesPerRound: Int
  /// The number of whole episodes that an update learns from.
  public var batchSize: Int
  /// How many episodes are remembered; beyond that the oldest goes.
  public var replayCapacity: Int
  /// The number of updates after which the target network becomes a copy of the one that learns;
  /// lower it for long episodes and few updates, as `Docs/Guides/Learning.md` shows.
  public var targetInterval: Int
  /// ε at the beginning: the share of random actions.
  public var firstExploration: Double
  /// ε at the end.
  public var lastExploration: Double
  /// The share of all episodes in which ε falls from the first value to the last, linearly.
  public var explorationShare: Double
  /// γ, the weight of the next step's reward, in [0, 1]; episodes end, so 1 is safe.
  public var discount: Double
  /// δ of Huber's loss.
  public var huberWidth: Double
  /// The greatest norm of a gradient over all parameters.
  public var gradientNorm: Double
  /// Whether the network that learns chooses the next action that the target network values.
  ///
  /// That keeps the maximum over uncertain values from being too high. [Hasselt2016, Eq. 4]
  public var usesDoubleEstimates: Bool
  /// The hyperparameters of the optimizer.
  public var adam: AdamOptions
  /// Determines the first network, exploration and what is learned from when.
  public var seed: UInt64

  /// Options with the package's defaults, each of which can be changed.
  public init(
    embeddingRank: Int = 16, stateCount: Int = 32, episodes: Int = 800,
    episodesPerRound: Int = 16, updatesPerRound: Int = 8, batchSize: Int = 32,
    replayCapacity: Int = 1000, targetInterval: Int = 50, firstExploration: Double = 1,
    lastExploration: Double = 0.05, explorationShare: Double = 0.6, discount: Double = 1,
    huberWidth: Double = 1, gradientNorm: Double = 5, usesDoubleEstimates: Bool = false,
    adam: AdamOptions = .init(learningRate: 2e-3), seed: UInt64 = 1
  ) {
    self.embeddingRank = embeddingRank
    self.stateCount = stateCount
    self.episodes = episodes
    self.episodesPerRound = episodesPerRound
    self.updatesPerRound = updatesPerRound
    self.batchSize = batchSize
    self.replayCapacity = replayCapacity
    self.targetInterval = targetInterval
    self.firstExploration = firstExploration
    self.lastExploration = lastExploration
    self.explorationShare = explorationShare
    self.discount = discount
    self.huberWidth = huberWidth
    self.gradientNorm = gradientNorm
    self.usesDoubleEstimates = usesDoubleEstimates
    self.adam = adam
    self.seed = seed
  }

  /// Checks every option.
  ///
  /// - Throws: `LearningError.invalidOption` naming the option.
  public func validate() throws(LearningError) {
    let sizes = [
      ("embeddingRank", embeddingRank), ("stateCount", stateCount), ("episodes", episodes),
      ("episodesPerRound", episodesPerRound), ("updatesPerRound", updatesPerRound),
      ("batchSize", batchSize), ("targetInterval", targetInterval),
    ]
    for (name, size) in sizes {
      try LearningError.require(size >= 1, name, "\(size) is not at least 1")
    }
    try LearningError.require(
      replayCapacity >= batchSize, "replayCapacity",
      "\(replayCapacity) is less than a batch of \(batchSize)")
    try LearningError.require(
      episodes >= batchSize, "episodes", "\(episodes) are less than a batch of \(batchSize)")
    let shares = [
      ("firstExploration", firstExploration), ("lastExploration", lastExploration),
      ("explorationShare", explorationShare), ("discount", discount),
    ]
    for (name, share) in shares {
      try LearningError.require(
        share >= 0 && share <= 1, name, "\(share) is not between 0 and 1")
    }
    for (name, value) in [("huberWidth", huberWidth), ("gradientNorm", gradientNorm)] {
      try LearningError.require(
        value > 0 && value.isFinite, name, "\(value) is not positive and finite")
    }
    try adam.validate()
  }

  /// ε after so many episodes.
  func exploration(after episode: Int) -> Double {
    let span = explorationShare * Double(episodes)
    let progress = Double(episode) < span ? Double(episode) / span : 1
    return firstExploration + (lastExploration - firstExploration) * progress
  }
}
