import Tensor

/// The sequences that a network learns from.
package struct RecurrentData: Sendable {
  /// Items of each, oldest first, two at least.
  package let sequences: [[Int32]]
  /// The number of actions to foresee.
  package var actionCount: Int { sequences.reduce(0) { $0 + $1.count - 1 } }
  /// The share of each item in the actions to foresee.
  package let shares: [Double]

  /// The last actions of some sequences; those of fewer than two are left out.
  ///
  /// - Throws: `RecommenderError.emptyData` if no sequence is left or there is one item only.
  package init(
    _ sequences: some Sequence<some Collection<Int32>>, itemCount: Int, maximumLength: Int
  ) throws(RecommenderError) {
    self.sequences = sequences.filter { $0.count >= 2 }.map { sequence in
      Array(sequence.suffix(maximumLength + 1))
    }
    guard !self.sequences.isEmpty, itemCount >= 2 else {
      throw .emptyData(what: "actions after another one")
    }
    var counts = [Double](repeating: 0, count: itemCount)
    for sequence in self.sequences {
      for item in sequence.dropFirst() { counts[Int(item)] += 1 }
    }
    let total = counts.reduce(0, +)
    shares = counts.map { $0 / total }
  }

  /// The batches of an epoch.
  package func batches(_ options: GRU4RecOptions, seed: UInt64) -> [RecurrentBatch] {
    var rng = SeededGenerator(seed: seed)
    return RecurrentBatch.batches(of: sequences, limit: options.batchActions, using: &rng).map {
      RecurrentBatch($0, shares: shares, negatives: options.negatives, using: &rng)
    }
  }
}
