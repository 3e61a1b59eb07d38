import RecommenderInfluence
import Tensor
import TensorLearning

/// The decision process of an agent that chooses groups: rewards are what the models say.
///
/// An episode is cut into parts; the last step of each is rewarded with what the value of the sequence so far
/// has risen by, in units of the spread over random sequences.
final class PatternEnvironment: EpisodeEnvironment {
  let horizon: Int
  var actionCount: Int { simulated.groups.items.count }

  private let simulated: SimulatedOutcome
  private let parallelism: Parallelism
  /// The lengths at which sequences are valued, the last one the horizon.
  private let ends: [Int]
  /// The value of what has been asked, beginnings included.
  private var known: [[Int]: Double] = [:]
  private let origin: Double
  private var spread = 1.0

  /// An environment whose unit is found from a few random sequences.
  init(
    _ simulated: SimulatedOutcome, horizon: Int, parts: Int, parallelism: Parallelism
  ) throws {
    self.simulated = simulated
    self.horizon = horizon
    self.parallelism = parallelism
    let parts = min(parts, horizon)
    ends = (1...parts).map { $0 * horizon / parts }
    origin = simulated.clean
    var rng = SeededGenerator(seed: simulated.seed, stream: 1)
    let random = (0..<24).map { _ in
      (0..<horizon).map { _ in rng.nextIndex(below: actionCount) }
    }
    let totals = try rewards(of: random).map { $0.reduce(0, +) }
    let found = totals.meanAndSpread.spread
    // Without any spread rewards stay as they are.
    if found > 0 { spread = found }
  }

  func rewards(of episodes: [[Int]]) throws -> [[Double]] {
    try play(episodes)
    return episodes.map { episode in
      var rewards = [Double](repeating: 0, count: horizon)
      var last = origin
      for end in ends {
        let value = known[Array(episode.prefix(end))] ?? last
        rewards[end - 1] = (value - last) / spread
        last = value
      }
      return rewards
    }
  }

  /// Values episodes that are not known yet.
  func play(_ episodes: [[Int]]) throws {
    var asked: Set<[Int]> = []
    var unknown: [[Int]] = []
    for episode in episodes {
      for end in ends {
        let beginning = Array(episode.prefix(end))
        if known[beginning] == nil, asked.insert(beginning).inserted { unknown.append(beginning) }
      }
    }
    for (pattern, value) in zip(
      unknown, try simulated.values(unknown))
    {
      known[pattern] = value
    }
  }

  /// The whole episodes of greatest value, the best first; of equal ones that of the smaller groups.
  func best(_ count: Int) -> [[Int]] {
    let whole = known.filter { $0.key.count == horizon }
    let sorted = whole.sorted { left, right in
      left.value == right.value
        ? left.key.lexicographicallyPrecedes(right.key) : left.value > right.value
    }
    return sorted.prefix(count).map(\.key)
  }
}
