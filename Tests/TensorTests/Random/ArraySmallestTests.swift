import Testing

@testable import Tensor

@Suite struct ArraySmallestTests {
  @Test func keepsWhatSortingPutsFirst() {
    var rng = SeededGenerator(seed: 1)
    for size in 0..<60 {
      var values = Array(0..<size)
      values.pinnedShuffle(using: &rng)
      for count in [0, 1, 2, size / 2, size - 1, size, size + 3] where count >= 0 {
        var kept = values
        kept.keepSmallest(count, by: <)
        #expect(kept == Array(0..<min(count, size)))
      }
    }
  }

  @Test func sortedInputsAreNoSpecialCase() {
    for values in [Array(0..<1000), Array((0..<1000).reversed())] {
      var kept = values
      kept.keepSmallest(10, by: <)
      #expect(kept == Array(0..<10))
      kept = values
      kept.keepSmallest(3, by: >)
      #expect(kept == [999, 998, 997])
    }
  }
}
