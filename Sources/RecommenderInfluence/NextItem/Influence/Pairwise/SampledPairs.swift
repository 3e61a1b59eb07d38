package import RecommenderData
package import Recommenders
package import Tensor

/// Samples of pairs with a fixed set of negatives for each, and where each parameter takes part.
///
/// Row s of a matrix of ``rows`` holds a number for the item of sample s and for each of its negatives.
package struct SampledPairs<Scalar: TensorScalar>: Sendable {
  /// The samples; their own negatives mean nothing.
  package let samples: [PairwiseSample]
  /// k, the number of negatives of each.
  package let negatives: Int
  /// The items of each sample, ascending, as many as `negatives` and one more.
  package let items: [Int32]
  /// The place in ``items`` of the item that is to score above the others, for each sample.
  package let positives: [Int]
  /// Whose samples they are, and after which items.
  package let owners: SampleOwners<Scalar>
  /// The number of items of the model.
  package let itemCount: Int
  /// Where each row begins in ``items``.
  private let offsets: [Int]
  /// The places in ``items`` in the order of items, and where each item begins and which samples those are.
  private let order: [Int]
  private let itemOffsets: [Int]
  private let itemSamples: [Int32]

  /// How often an item is drawn before a sample is given up whose user has chosen nearly all.
  private static var attempts: Int { 100 }

  /// The samples of a log with negatives that their users have not chosen, each item as likely as the other.
  ///
  /// A sample for which no negatives are found is left out.
  ///
  /// - Parameters:
  ///   - samples: User after user, as `PairwiseTables.positives(of:)` gives them.
  ///   - log: Whose actions they are.
  ///   - negatives: k, at least 1.
  ///   - seed: Determines the negatives.
  package init(_ samples: [PairwiseSample], of log: InteractionLog, negatives: Int, seed: UInt64) {
    var rng = SeededGenerator(seed: seed)
    var kept: [PairwiseSample] = []
    var rows: [[Int32]] = []
    kept.reserveCapacity(samples.count)
    rows.reserveCapacity(samples.count)
    for sample in samples {
      let drawn = Self.negatives(
        negatives, of: log.itemCount, avoiding: log.sequence(of: Int(sample.user)), using: &rng)
      guard let drawn else { continue }
      kept.append(sample)
      rows.append(drawn)
    }
    self.init(
      kept, rows, negatives: negatives, userCount: log.userCount, itemCount: log.itemCount)
  }

  /// Samples with given negatives, `negatives` distinct ones each.
  package init(
    _ samples: [PairwiseSample], _ drawn: [[Int32]], negatives: Int, userCount: Int, itemCount: Int
  ) {
    self.samples = samples
    self.negatives = negatives
    self.itemCount = itemCount
    let width = negatives + 1
    var items: [Int32] = []
    var positives: [Int] = []
    items.reserveCapacity(samples.count * width)
    for (sample, drawn) in zip(samples, drawn) {
      let row = (drawn + [sample.item]).sorted()
      positives.append(items.count + (row.firstIndex(of: sample.item) ?? 0))
      items += row
    }
    self.items = items
    self.positives = positives
    offsets = (0...samples.count).map { $0 * width }
    // Numbers of places are exact in double precision.
    let places = SparseMatrix<Double>(
      rows: samples.count, columns: itemCount, uncheckedOffsets: offsets, indices: items,
      values: items.indices.map { Double($0) }
    ).transposed
    order = places.values.map { Int($0) }
    itemOffsets = places.offsets
    itemSamples = places.indices
    owners = SampleOwners(samples, userCount: userCount, itemCount: itemCount)
  }

  /// Distinct items that are not among some; nil if none are found.
  package static func negatives(
    _ count: Int, of itemCount: Int, avoiding own: some Collection<Int32>,
    using rng: inout SeededGenerator
  ) -> [Int32]? {
    var drawn: [Int32] = []
    for _ in 0..<attempts + count {
      let item = Int32(rng.nextIndex(below: itemCount))
      if !own.contains(item), !drawn.contains(item) { drawn.append(item) }
      if drawn.count == count { return drawn }
    }
    return nil
  }

  /// The matrix of samples and items with given numbers at the places of ``items``.
  package func rows(_ values: [Scalar]) -> SparseMatrix<Scalar> {
    SparseMatrix(
      rows: samples.count, columns: itemCount, uncheckedOffsets: offsets, indices: items,
      values: values)
  }

  /// The same matrix by items.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func columns(_ values: [Scalar]) -> SparseMatrix<Scalar> {
    SparseMatrix(
      rows: itemCount, columns: samples.count, uncheckedOffsets: itemOffsets,
      indices: itemSamples, values: order.map { values[$0] })
  }

  /// The places in ``items`` of a sample.
  @inline(__always)
  func places(ofSample sample: Int) -> Range<Int> {
    sample * (negatives + 1)..<(sample + 1) * (negatives + 1)
  }
}
