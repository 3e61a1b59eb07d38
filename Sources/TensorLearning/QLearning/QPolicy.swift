public import Tensor

/// A learned way to act: a network and the length of an episode.
///
/// It is `Codable`; what is read back acts the same to the last bit.
public struct QPolicy<Scalar: TensorScalar>: Equatable, Sendable {
  /// What values actions.
  public let network: QNetwork<Scalar>
  /// The number of actions in an episode.
  public let horizon: Int

  /// A policy that acts by a network.
  ///
  /// - Precondition: `horizon` is at least 1.
  public init(network: QNetwork<Scalar>, horizon: Int) {
    precondition(horizon >= 1, "an episode of \(horizon) actions")
    self.network = network
    self.horizon = horizon
  }

  /// What each next action is worth.
  ///
  /// - Parameter actions: The actions so far; none at the beginning of an episode.
  /// - Returns: A value for each action.
  /// - Throws: `LearningError.indexOutOfRange`.
  public func values(after actions: [Int]) throws(LearningError) -> [Double] {
    try LearningError.requireIndices(actions, below: network.actionCount, "actions")
    let trace = try network.forward([actions], steps: actions.count + 1, parallelism: .serial)
    return trace.values.column(actions.count).map { Double($0) }
  }

  /// The episode of the actions of greatest value, of equal ones the first.
  ///
  /// - Throws: `LearningError.notFinite` if a value is not finite, from given parameters that are too
  ///   large.
  public func greedyEpisode() throws(LearningError) -> [Int] {
    // Without exploration no random number counts.
    var unused = SeededGenerator(seed: 0)
    return try episodes(1, exploration: 0, using: &unused)[0]
  }

  /// Episodes of greedy actions with random ones among them.
  ///
  /// - Parameters:
  ///   - count: The number of episodes.
  ///   - exploration: ε, the chance of each action to be drawn uniformly, in [0, 1].
  ///   - rng: The source of randomness.
  /// - Returns: `count` episodes of ``horizon`` actions.
  /// - Throws: `LearningError.invalidOption`, and `.notFinite` as ``greedyEpisode()`` does.
  /// - Complexity: A step of the network for each action; all episodes advance together.
  public func episodes(
    _ count: Int, exploration: Double, using rng: inout some RandomNumberGenerator
  ) throws(LearningError) -> [[Int]] {
    try LearningError.require(count >= 0, "count", "\(count) is not at least 0")
    try LearningError.require(
      exploration >= 0 && exploration <= 1, "exploration",
      "\(exploration) is not between 0 and 1")
    var episodes = [[Int]](repeating: [], count: count)
    var states = Matrix<Scalar>(rows: network.recurrence.stateCount, columns: count)
    var actions = [Int](repeating: network.actionCount, count: count)
    for step in 0..<horizon {
      let values = try network.advance(&states, by: actions)
      guard values.isFinite else {
        throw .notFinite(
          what: "the value of an action", step: step + 1,
          likelyCause: "parameters of the network are too large; lower the learning rate")
      }
      actions = values.largestRows()
      for episode in 0..<count {
        if rng.nextUniform() < exploration {
          actions[episode] = rng.nextIndex(below: network.actionCount)
        }
        episodes[episode].append(actions[episode])
      }
    }
    return episodes
  }
}

extension QPolicy: Codable {
  private enum CodingKeys: String, CodingKey {
    case horizon
    case parameters
  }

  /// Writes the `horizon` and the `parameters` of the network.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(horizon, forKey: .horizon)
    try container.encode(network.parameters, forKey: .parameters)
  }

  /// Reads what ``encode(to:)`` writes.
  ///
  /// - Throws: `DecodingError.dataCorrupted` for parameters that are not those of a network, or a
  ///   horizon below 1.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let horizon = try container.decode(Int.self, forKey: .horizon)
    guard horizon >= 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .horizon, in: container, debugDescription: "\(horizon) is not at least 1")
    }
    let parameters = try container.decode([Matrix<Scalar>].self, forKey: .parameters)
    do throws(LearningError) {
      self.init(network: try QNetwork(parameters: parameters), horizon: horizon)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .parameters, in: container, debugDescription: error.description)
    }
  }
}
