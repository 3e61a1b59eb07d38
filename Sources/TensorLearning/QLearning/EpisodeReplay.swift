internal import Tensor

/// The episodes that an agent remembers.
struct EpisodeReplay<Scalar: TensorScalar> {
  /// A played episode.
  struct Episode {
    let actions: [Int]
    let rewards: [Scalar]
  }

  private let capacity: Int
  private var episodes: [Episode] = []
  /// Where the oldest episode is once there are as many as there may be.
  private var oldest = 0

  /// A memory of at most `capacity` episodes.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The number of episodes.
  var count: Int { episodes.count }

  /// Remembers an episode, in place of the oldest if there is no room.
  mutating func append(_ episode: Episode) {
    guard episodes.count == capacity else {
      episodes.append(episode)
      return
    }
    episodes[oldest] = episode
    oldest = (oldest + 1) % capacity
  }

  /// Distinct episodes, each set of them equally likely.
  func sample(_ count: Int, using rng: inout some RandomNumberGenerator) -> [Episode] {
    RandomSampling.indices(count, from: episodes.count, using: &rng).map { episodes[$0] }
  }
}
