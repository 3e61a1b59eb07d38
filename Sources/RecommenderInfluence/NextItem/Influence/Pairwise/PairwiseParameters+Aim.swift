package import Recommenders
package import Tensor
import TensorLearning

extension PairwiseParameters {
  /// The gradient of a weighted sum of scores.
  ///
  /// - Parameters:
  ///   - slopes: The weight of an item's score after the query of a sample.
  ///   - samples: Users with the items they acted on last.
  package func gradient(
    ofScores slopes: [(query: Int, item: Int32, weight: Double)], after samples: [PairwiseSample]
  ) throws(TensorError) -> PairwiseParameters {
    let weights = try SparseMatrix<Scalar>(
      rows: samples.count, columns: items.columns,
      entries: slopes.map { (row: $0.query, column: Int($0.item), value: Scalar($0.weight)) },
      combining: +)
    let columns = weights.transposed
    var gradient = zeros
    gradient.addQueryDerivatives(
      items.timesTransposed(weights),
      of: SampleOwners(samples, userCount: users.columns, itemCount: items.columns),
      parallelism: .serial)
    gradient.items += queries(of: samples, parallelism: .serial).timesTransposed(columns)
    gradient.addOffsetDerivatives(columns.rowSums, at: self)
    return gradient
  }
}
