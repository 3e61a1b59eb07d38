import Foundation
import Tensor
import Testing

@Suite struct RandomSamplingTests {
  /// χ² of 24 orders: above 60 once in 25,000 seeds.
  @Test func everyOrderIsEquallyLikely() {
    var rng = SeededGenerator(seed: 1)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<12_000 {
      var items = [0, 1, 2, 3]
      items.pinnedShuffle(using: &rng)
      counts[items, default: 0] += 1
    }
    #expect(counts.count == 24)
    #expect(counts.values.reduce(0) { $0 + pow(Double($1) - 500, 2) / 500 } < 60)
  }

  @Test func shufflesSlicesInPlaceAndLeavesTheRest() {
    var rng = SeededGenerator(seed: 2)
    var items = Array(0..<10)
    items[3..<7].pinnedShuffle(using: &rng)
    #expect(items[..<3] == [0, 1, 2] && items[7...] == [7, 8, 9])
    #expect(items[3..<7].sorted() == [3, 4, 5, 6])
    var nothing: [Int] = []
    nothing.pinnedShuffle(using: &rng)
    #expect(nothing.isEmpty)
  }

  /// χ² of the 12 ordered pairs of 4 indices: above 45 once in 200,000 seeds.
  @Test func everyOrderedSampleIsEquallyLikely() {
    var rng = SeededGenerator(seed: 3)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 {
      counts[RandomSampling.indices(2, from: 4, using: &rng), default: 0] += 1
    }
    #expect(counts.count == 12)
    #expect(counts.values.reduce(0) { $0 + pow(Double($1) - 500, 2) / 500 } < 45)
  }

  @Test func samplesAreDistinct() {
    var rng = SeededGenerator(seed: 4)
    for count in [0, 1, 5, 20] {
      let sample = RandomSampling.indices(count, from: 20, using: &rng)
      #expect(sample.count == count && Set(sample).count == count)
      #expect(sample.allSatisfy { (0..<20).contains($0) })
    }
    #expect(RandomSampling.indices(0, from: 0, using: &rng).isEmpty)
  }

  /// P(first i, then j) = w_i/Σ · w_j/(Σ − w_i); bounds are five standard errors.
  @Test func weightedSamplesFollowTheirWeights() throws {
    let weights = [1.0, 0, 2, 5]
    let draws = 12_000.0
    var rng = SeededGenerator(seed: 5)
    var counts: [[Int]: Double] = [:]
    for _ in 0..<Int(draws) {
      let sample = try RandomSampling.weightedIndices(2, weights: weights, using: &rng)
      counts[sample, default: 0] += 1
    }
    #expect(counts.keys.allSatisfy { !$0.contains(1) })
    for i in [0, 2, 3] {
      for j in [0, 2, 3] where j != i {
        let p = weights[i] / 8 * weights[j] / (8 - weights[i])
        let error = (p * (1 - p) / draws).squareRoot()
        #expect(abs((counts[[i, j]] ?? 0) / draws - p) < 5 * error)
      }
    }
  }

  @Test func weightsOfAnySizeCount() throws {
    for scale in [5e-324, 1e-300, 1e300] {
      var rng = SeededGenerator(seed: 6)
      var first = 0.0
      for _ in 0..<2000 {
        let sample = try RandomSampling.weightedIndices(
          1, weights: [scale, 3 * scale], using: &rng)
        if sample == [0] { first += 1 }
      }
      #expect(abs(first / 2000 - 0.25) < 5 * (0.25 * 0.75 / 2000).squareRoot())
    }
  }

  @Test func rejectsWeightsThatAreNone() {
    var rng = SeededGenerator(seed: 7)
    for bad in [-1, .nan, .infinity] as [Double] {
      #expect {
        try RandomSampling.weightedIndices(1, weights: [1, bad], using: &rng)
      } throws: {
        guard case .invalidArgument(name: "weights[1]", _)? = $0 as? TensorError else {
          return false
        }
        return true
      }
    }
    for count in [-1, 2] {
      #expect(throws: TensorError.self) {
        try RandomSampling.weightedIndices(count, weights: [0, 1, 0], using: &rng)
      }
    }
    #expect(throws: Never.self) {
      try #expect(RandomSampling.weightedIndices(0, weights: [], using: &rng).isEmpty)
    }
  }

  @Test func moreIndicesThanThereAreTrap() async {
    await #expect(processExitsWith: .failure) {
      var rng = SeededGenerator(seed: 1)
      _ = RandomSampling.indices(3, from: 2, using: &rng)
    }
  }
}
