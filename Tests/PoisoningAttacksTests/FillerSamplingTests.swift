import Tensor
import Testing

@testable import PoisoningAttacks

@Suite struct FillerSamplingTests {
  @Test func excludedItemsAreSkippedAndOthersReached() {
    var rng = SeededGenerator(seed: 1)
    let excluded = [0, 1, 4, 9]
    var seen: Set<Int> = []
    for _ in 0..<200 {
      let items = FillerSampling.items(3, of: 10, excluding: excluded, using: &rng)
      #expect(Set(items).count == 3)
      seen.formUnion(items)
    }
    #expect(seen == [2, 3, 5, 6, 7, 8])
  }

  @Test func rankingBreaksTiesBySecondScoreThenIndex() {
    #expect(
      FillerSampling.ranked(
        excluding: 1, by: [(1, 0), (9, 9), (2, 0), (1, 5), (2, 0), (1, 0)]) == [2, 4, 3, 0, 5])
  }
}
