internal import Tensor

extension Matrix {
  /// Adds a matrix of one column to every column.
  ///
  /// - Precondition: `bias` is `rows × 1`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func addToColumns(_ bias: Matrix) {
    precondition(bias.rows == rows && bias.columns == 1, "\(bias.shape) to columns of \(shape)")
    for column in 0..<columns {
      let start = column * rows
      for row in 0..<rows { storage[start + row] += bias.storage[row] }
    }
  }

  /// The sum of all columns, in their order, as a matrix of one column.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func columnSum() -> Matrix {
    var result = Matrix(rows: rows, columns: 1)
    for column in 0..<columns {
      let start = column * rows
      for row in 0..<rows { result.storage[row] += storage[start + row] }
    }
    return result
  }
}
