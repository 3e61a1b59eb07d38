internal import Tensor

/// Samples one after the other, as a support-vector machine reads them.
struct SampleRows: Hashable, Sendable {
  /// The number of samples.
  let count: Int
  /// The number of features of a sample.
  let width: Int
  /// Feature j of sample i at `i * width + j`.
  let values: [Double]

  /// The greatest size of a value, so that sums of squares stay finite.
  static var limit: Double { 1e150 }

  init(count: Int, width: Int, values: [Double]) {
    precondition(values.count == count * width, "\(values.count) values, not \(count) × \(width)")
    self.count = count
    self.width = width
    self.values = values
  }

  /// The rows of `matrix`, one a sample.
  ///
  /// - Throws: `SupportVectorError.notFinite` at the first value, in order of samples, that no
  ///   feature can have.
  init(_ matrix: Matrix<Double>) throws(SupportVectorError) {
    self.init(
      count: matrix.rows, width: matrix.columns, values: matrix.transposed.columnMajorElements)
    // NaN is not below the limit either.
    if let place = values.firstIndex(where: { !($0.magnitude <= Self.limit) }) {
      throw .notFinite(sample: place / width, feature: place % width)
    }
  }

  /// The samples of these indices, in this order.
  func selecting(_ indices: [Int]) -> SampleRows {
    SampleRows(
      count: indices.count, width: width,
      values: indices.flatMap { values[$0 * width..<($0 + 1) * width] })
  }
}
