package import Recommenders
package import Tensor

/// Whose samples some are, and after which items, as matrices of ones.
package struct SampleOwners<Scalar: TensorScalar>: Sendable {
  /// A 1 for each user and sample of it.
  let ofUsers: SparseMatrix<Scalar>
  /// A 1 for each previous item and sample after it; empty for samples without.
  let ofPrevious: SparseMatrix<Scalar>

  /// The owners of samples, all of them with a previous item or none.
  package init(_ samples: [PairwiseSample], userCount: Int, itemCount: Int) {
    ofUsers = Self.indicator(userCount, samples.map(\.user))
    let hasPrevious = samples.allSatisfy { $0.previous >= 0 }
    ofPrevious =
      hasPrevious
      ? Self.indicator(itemCount, samples.map(\.previous))
      : SparseMatrix(
        rows: itemCount, columns: samples.count,
        uncheckedOffsets: Array(repeating: 0, count: itemCount + 1), indices: [], values: [])
  }

  /// A 1 in row `rows[s]` of column s.
  private static func indicator(_ count: Int, _ rows: [Int32]) -> SparseMatrix<Scalar> {
    SparseMatrix(
      rows: rows.count, columns: count, uncheckedOffsets: Array(0...rows.count), indices: rows,
      values: Array(repeating: 1, count: rows.count)
    ).transposed
  }
}
