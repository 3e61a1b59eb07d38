internal import Foundation

extension MutableCollection where Self: RandomAccessCollection {
  /// Puts the elements into a uniformly random order (Fisher and Yates).
  @inlinable
  public mutating func pinnedShuffle(using rng: inout some RandomNumberGenerator) {
    guard count > 1 else { return }
    for left in stride(from: count, to: 1, by: -1) {
      swapAt(
        index(startIndex, offsetBy: left - 1),
        index(startIndex, offsetBy: rng.nextIndex(below: left)))
    }
  }
}

/// Sampling without replacement, with results that depend on the generator alone.
public enum RandomSampling {
  /// `sampleCount` distinct indices from `0..<count`, each set equally likely, in random order.
  ///
  /// - Precondition: `sampleCount` is in `0...count`.
  /// - Complexity: O(`sampleCount`) expected time and memory (Floyd's algorithm, then a shuffle).
  public static func indices(
    _ sampleCount: Int, from count: Int, using rng: inout some RandomNumberGenerator
  ) -> [Int] {
    precondition(
      sampleCount >= 0 && sampleCount <= count, "\(sampleCount) distinct of \(count) indices")
    var chosen = Set<Int>(minimumCapacity: sampleCount)
    var result: [Int] = []
    result.reserveCapacity(sampleCount)
    for upper in count - sampleCount..<count {
      let draw = rng.nextIndex(below: upper + 1)
      let index = chosen.insert(draw).inserted ? draw : upper
      if index == upper { chosen.insert(upper) }
      result.append(index)
    }
    result.pinnedShuffle(using: &rng)
    return result
  }

  /// `sampleCount` distinct indices, drawn one after another in proportion to their weights.
  ///
  /// Efraimidis and Spirakis 2006: the smallest of the exponential variables −log(u)/w, compared by
  /// their logarithms so that weights of any size count. Indices of weight zero are never drawn.
  ///
  /// - Parameters:
  ///   - sampleCount: How many; at most the number of positive weights.
  ///   - weights: Finite and not negative.
  ///   - rng: The source of randomness.
  /// - Throws: `TensorError.invalidArgument` if a weight is negative or not finite, or if there
  ///   are fewer positive weights than asked for.
  /// - Complexity: O(n + k log k) expected for k of n indices.
  public static func weightedIndices(
    _ sampleCount: Int, weights: [Double], using rng: inout some RandomNumberGenerator
  ) throws(TensorError) -> [Int] {
    var keys: [(key: Double, index: Int)] = []
    keys.reserveCapacity(weights.count)
    for (index, weight) in weights.enumerated() {
      guard weight >= 0, weight.isFinite else {
        throw .invalidArgument(
          name: "weights[\(index)]", requirement: "\(weight) is not finite and at least 0")
      }
      let uniform = 1 - rng.nextUniform()
      if weight > 0 { keys.append((log(-log(uniform)) - log(weight), index)) }
    }
    guard sampleCount >= 0, sampleCount <= keys.count else {
      throw .invalidArgument(
        name: "sampleCount",
        requirement: "\(sampleCount) is not in 0...\(keys.count), the number of positive weights")
    }
    keys.keepSmallest(sampleCount) { $0.key != $1.key ? $0.key < $1.key : $0.index < $1.index }
    return keys.map(\.index)
  }
}
