internal import Tensor

/// Parts of about equal size into which samples are dealt at random, each class evenly.
struct StratifiedFolds: Hashable, Sendable {
  /// The number of folds.
  let count: Int
  /// The fold of each sample.
  let foldOf: [Int]

  /// Folds that were made elsewhere.
  init(count: Int, foldOf: [Int]) {
    precondition(foldOf.allSatisfy { 0..<count ~= $0 }, "a fold outside 0..<\(count)")
    self.count = count
    self.foldOf = foldOf
  }

  /// Deals each class, shuffled, to the folds in turn; sizes differ by one at most, also those of
  /// each class.
  ///
  /// - Throws: `SupportVectorError.oneClassOnly`, or `.tooFewSamples` if a class has fewer samples
  ///   than there are folds.
  init(_ isFake: [Bool], count: Int, seed: UInt64) throws(SupportVectorError) {
    var foldOf = [Int](repeating: 0, count: isFake.count)
    var next = 0
    for label in [false, true] {
      var members = isFake.indices.filter { isFake[$0] == label }
      guard !members.isEmpty else { throw .oneClassOnly(isFake: !label, samples: isFake.count) }
      guard members.count >= count else {
        throw .tooFewSamples(isFake: label, count: members.count, folds: count)
      }
      var rng = SeededGenerator(seed: seed, stream: label ? 1 : 0)
      members.pinnedShuffle(using: &rng)
      for member in members {
        foldOf[member] = next
        next = (next + 1) % count
      }
    }
    self.init(count: count, foldOf: foldOf)
  }

  /// The samples of a fold, ascending.
  func members(_ fold: Int) -> [Int] { foldOf.indices.filter { foldOf[$0] == fold } }

  /// The samples of all other folds, ascending.
  func others(_ fold: Int) -> [Int] { foldOf.indices.filter { foldOf[$0] != fold } }
}
