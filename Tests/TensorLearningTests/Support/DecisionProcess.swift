import TensorLearning

/// A small deterministic decision process with a known optimum.
struct DecisionProcess: EpisodeEnvironment {
  let horizon: Int
  /// The reward of each action in each state.
  let rewards: [[Double]]
  /// Where each action leads from each state.
  let successors: [[Int]]

  var actionCount: Int { rewards[0].count }

  /// A walk of `length` steps to the right for a reward of 1, or 0.2 for each step of staying.
  ///
  /// A third action, at −0.1, goes back to the beginning.
  static func chain(length: Int, horizon: Int) -> DecisionProcess {
    let last = length - 1
    return DecisionProcess(
      horizon: horizon,
      rewards: (0..<length).map { [0.2, $0 == last ? 1 : 0, -0.1] },
      successors: (0..<length).map { [0, $0 == last ? 0 : $0 + 1, 0] })
  }

  func rewards(of episodes: [[Int]]) -> [[Double]] {
    episodes.map { episode in
      var state = 0
      return episode.map { action in
        defer { state = successors[state][action] }
        return rewards[state][action]
      }
    }
  }

  /// The greatest sum of rewards with `steps` actions left in a state, by dynamic programming.
  func optimum(state: Int = 0, steps: Int, discount: Double = 1) -> Double {
    var values = [Double](repeating: 0, count: rewards.count)
    for _ in 0..<steps {
      values = rewards.indices.map { state in
        (0..<actionCount).map { action in
          rewards[state][action] + discount * values[successors[state][action]]
        }.max() ?? 0
      }
    }
    return values[state]
  }
}
