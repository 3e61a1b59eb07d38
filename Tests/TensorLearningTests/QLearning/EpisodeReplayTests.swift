import Tensor
import Testing

@testable import TensorLearning

/// `EpisodeReplay.swift`.
@Suite struct EpisodeReplayTests {
  @Test func theOldestGoes() {
    var replay = EpisodeReplay<Double>(capacity: 3)
    var rng = SeededGenerator(seed: 1)
    for number in 0..<8 {
      replay.append(.init(actions: [number], rewards: [0]))
      let kept = replay.sample(replay.count, using: &rng).map { $0.actions[0] }
      #expect(kept.sorted() == Array(max(0, number - 2)...number))
    }
    #expect(replay.count == 3)
  }

  @Test func aSampleHasNoEpisodeTwice() {
    var replay = EpisodeReplay<Double>(capacity: 50)
    for number in 0..<50 { replay.append(.init(actions: [number], rewards: [0])) }
    var rng = SeededGenerator(seed: 2)
    let sample = replay.sample(20, using: &rng).map { $0.actions[0] }
    #expect(Set(sample).count == 20)
  }
}
