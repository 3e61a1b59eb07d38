/// A sparse matrix in compressed rows (CSR).
///
/// Row i holds the entries `offsets[i]..<offsets[i + 1]` of ``indices`` (columns, ascending) and
/// ``values``. Stored zeros are kept: in rating data a zero is a rating, not a gap.
///
/// ```swift
/// let s = try SparseMatrix<Double>(
///   rows: 2, columns: 3, entries: [(row: 0, column: 2, value: 5), (row: 1, column: 0, value: 4)])
/// s[0, 2]                            // 5
/// s * Vector([1, 1, 1])              // [5, 4]
/// ```
public struct SparseMatrix<Scalar: TensorScalar>: Equatable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Where each row begins in ``indices`` and ``values``; `rows + 1` ascending numbers.
  public let offsets: [Int]
  /// The column of each stored entry, ascending within a row.
  public let indices: [Int32]
  /// The value of each stored entry.
  public let values: [Scalar]

  /// The number of stored entries.
  @inlinable
  public var count: Int { values.count }

  /// The shape as text, `rows × columns`.
  public var shape: String { "\(rows) × \(columns)" }

  /// The positions of row `row` in ``indices`` and ``values``.
  @inlinable
  public func range(ofRow row: Int) -> Range<Int> {
    offsets[row]..<offsets[row + 1]
  }

  /// The value at a zero-based row and column; 0 where nothing is stored.
  ///
  /// - Complexity: O(log n) for a row of n entries.
  public subscript(row: Int, column: Int) -> Scalar {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "index (\(row), \(column)) outside a \(shape) matrix")
    let position = position(ofRow: row, atLeast: column)
    return position < offsets[row + 1] && Int(indices[position]) == column ? values[position] : 0
  }

  /// Where in ``indices`` the first entry of a row at or after `column` is, or the row's end.
  ///
  /// - Complexity: O(log n) for n entries in the row.
  public func position(ofRow row: Int, atLeast column: Int) -> Int {
    let range = range(ofRow: row)
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if Int(indices[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A matrix from its compressed rows, taken on trust: for callers that just built them in order.
  ///
  /// - Precondition: The array lengths agree.
  package init(
    rows: Int, columns: Int, uncheckedOffsets offsets: [Int], indices: [Int32], values: [Scalar]
  ) {
    precondition(
      offsets.count == rows + 1 && offsets.last == indices.count && indices.count == values.count,
      "compressed rows of unequal lengths")
    self.rows = rows
    self.columns = columns
    self.offsets = offsets
    self.indices = indices
    self.values = values
  }

  /// The same entries by columns: row j of the result is column j of this matrix.
  ///
  /// - Complexity: O(rows + columns + count).
  public var transposed: SparseMatrix {
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    get {
      var offsets = [Int](repeating: 0, count: columns + 1)
      for column in indices { offsets[Int(column) + 1] += 1 }
      for column in 0..<columns { offsets[column + 1] += offsets[column] }
      var next = offsets
      var flipped = [Int32](repeating: 0, count: count)
      var moved = [Scalar](repeating: 0, count: count)
      for row in 0..<rows {
        for position in range(ofRow: row) {
          let column = Int(indices[position])
          flipped[next[column]] = Int32(row)
          moved[next[column]] = values[position]
          next[column] += 1
        }
      }
      return SparseMatrix(
        rows: columns, columns: rows, uncheckedOffsets: offsets, indices: flipped, values: moved)
    }
  }
}
