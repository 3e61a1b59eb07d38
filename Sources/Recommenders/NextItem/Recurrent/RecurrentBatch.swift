import Foundation
import Tensor

/// Sequences that a step learns from, and the items that their next ones are to be told apart from.
package struct RecurrentBatch: Sendable {
  /// Items of each sequence, oldest first, two at least.
  package let sequences: [[Int32]]
  /// The items that compete, ascending: every item to foresee, and some drawn at random.
  package let classes: [Int]
  /// log of the probability with which a batch like this one has each class.
  package let logProbabilities: [Double]

  /// The number of actions to foresee.
  package var actionCount: Int { sequences.reduce(0) { $0 + $1.count - 1 } }

  /// A batch with its classes.
  ///
  /// - Parameters:
  ///   - sequences: Items of each, two at least.
  ///   - shares: The share of each item in the actions that batches are made of.
  ///   - negatives: How many more classes are drawn, each item as likely as the other.
  ///   - rng: The source of randomness.
  package init(
    _ sequences: [[Int32]], shares: [Double], negatives: Int,
    using rng: inout some RandomNumberGenerator
  ) {
    self.sequences = sequences
    var isClass = [Bool](repeating: false, count: shares.count)
    var actions = 0
    for sequence in sequences {
      for item in sequence.dropFirst() { isClass[Int(item)] = true }
      actions += sequence.count - 1
    }
    for _ in 0..<negatives { isClass[rng.nextIndex(below: shares.count)] = true }
    classes = isClass.indices.filter { isClass[$0] }
    logProbabilities = Self.logProbabilities(
      of: classes, shares: shares, actions: actions, negatives: negatives)
  }

  /// Sequences that compete with the items of another batch, as if they were in it.
  package init(
    _ sequences: [[Int32]], among other: RecurrentBatch, shares: [Double], negatives: Int
  ) {
    self.sequences = sequences
    let own = sequences.flatMap { $0.dropFirst().map { Int($0) } }
    classes = Set(other.classes + own).sorted()
    logProbabilities = Self.logProbabilities(
      of: classes, shares: shares, actions: other.actionCount, negatives: negatives)
  }

  /// log of the probability with which a batch of some actions and some drawn items has an item.
  private static func logProbabilities(
    of items: [Int], shares: [Double], actions: Int, negatives: Int
  ) -> [Double] {
    let drawn = Double(negatives) / Double(shares.count)
    let total = Double(actions)
    return items.map { item in
      log(-expm1(-(total * max(shares[item], .leastNormalMagnitude) + drawn)))
    }
  }

  /// Sequences in batches of at most `limit` actions to foresee, one sequence at least: of nearly equal
  /// lengths in a batch, in random order otherwise.
  static func batches(
    of sequences: [[Int32]], limit: Int, using rng: inout some RandomNumberGenerator
  ) -> [[[Int32]]] {
    var order = Array(sequences.indices)
    order.pinnedShuffle(using: &rng)
    let keys = order.enumerated().map { (length: sequences[$1].count, place: $0, index: $1) }
    var batches: [[[Int32]]] = []
    var batch: [[Int32]] = []
    var actions = 0
    for key in keys.sorted(by: { ($0.length, $0.place) < ($1.length, $1.place) }) {
      if !batch.isEmpty, actions + key.length - 1 > limit {
        batches.append(batch)
        batch = []
        actions = 0
      }
      batch.append(sequences[key.index])
      actions += key.length - 1
    }
    if !batch.isEmpty { batches.append(batch) }
    batches.pinnedShuffle(using: &rng)
    return batches
  }
}
