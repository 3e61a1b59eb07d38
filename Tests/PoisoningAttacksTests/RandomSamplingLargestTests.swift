import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct RandomSamplingLargestTests {
  @Test func largestComeFirstAndOthersAreLeftOut() {
    var rng = SeededGenerator(seed: 1)
    let values = [0.5, 3, 5, 2, 4, 1]
    #expect(
      RandomSampling.largest(3, of: [0, 1, 3, 4, 5], by: values, using: &rng) == [4, 1, 3])
  }

  @Test func moreThanThereAreIsAll() {
    var rng = SeededGenerator(seed: 1)
    #expect(RandomSampling.largest(9, of: [0, 2], by: [1, 3, 2], using: &rng) == [2, 0])
    #expect(RandomSampling.largest(1, of: [], by: [1], using: &rng).isEmpty)
    #expect(RandomSampling.largest(0, of: [0], by: [1], using: &rng).isEmpty)
  }

  @Test func equalValuesAreDrawnFrom() {
    var counts = [Int](repeating: 0, count: 6)
    for seed in 0..<300 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let items = RandomSampling.largest(
        2, of: [0, 1, 3, 4, 5], by: [0, 0, 5, 0, 4, 0], using: &rng)
      #expect(items[0] == 4)
      counts[items[1]] += 1
    }
    for item in [0, 1, 3, 5] { #expect(45...105 ~= counts[item]) }
  }
}
