extension Matrix {
  /// A copy of one column.
  ///
  /// - Precondition: `column` is in `0..<columns`.
  @inlinable
  public func column(_ column: Int) -> Vector<Scalar> {
    Vector(storage[columnRange(column)])
  }

  /// A copy of one row; its elements lie `rows` apart.
  ///
  /// - Precondition: `row` is in `0..<rows`.
  @inlinable
  public func row(_ row: Int) -> Vector<Scalar> {
    precondition(row >= 0 && row < rows, "row \(row) outside a \(rows) × \(columns) matrix")
    return Vector((0..<columns).lazy.map { storage[$0 * rows + row] })
  }

  /// Replaces one column.
  ///
  /// - Precondition: `column` is in `0..<columns` and `values` has `rows` elements.
  @inlinable
  public mutating func setColumn(_ column: Int, to values: Vector<Scalar>) {
    precondition(
      values.count == rows, "\(values.count) elements for a column of \(rows) × \(columns)")
    let range = columnRange(column)
    for row in 0..<rows { storage[range.lowerBound + row] = values.storage[row] }
  }

  /// Replaces one row.
  ///
  /// - Precondition: `row` is in `0..<rows` and `values` has `columns` elements.
  @inlinable
  public mutating func setRow(_ row: Int, to values: Vector<Scalar>) {
    precondition(row >= 0 && row < rows, "row \(row) outside a \(rows) × \(columns) matrix")
    precondition(
      values.count == columns, "\(values.count) elements for a row of \(rows) × \(columns)")
    for column in 0..<columns { storage[column * rows + row] = values.storage[column] }
  }

  /// Calls `body` with the elements of one column, without a copy.
  ///
  /// - Precondition: `column` is in `0..<columns`.
  @inlinable
  public func withColumn<Result, E: Error>(
    _ column: Int, _ body: (Span<Scalar>) throws(E) -> Result
  ) throws(E) -> Result {
    let range = columnRange(column)
    return try body(storage.span.extracting(range))
  }

  /// Calls `body` with the elements of one column, for change in place.
  ///
  /// - Precondition: `column` is in `0..<columns`.
  @inlinable
  public mutating func withMutableColumn<Result, E: Error>(
    _ column: Int, _ body: (inout MutableSpan<Scalar>) throws(E) -> Result
  ) throws(E) -> Result {
    let range = columnRange(column)
    return try storage.withUnsafeMutableBufferPointer { buffer throws(E) in
      var span = UnsafeMutableBufferPointer(rebasing: buffer[range]).mutableSpan
      return try body(&span)
    }
  }

  /// The dot product of column `column` with column `otherColumn` of `other`, in place.
  ///
  /// In a factor matrix this is the score of one item for one user.
  ///
  /// - Precondition: Both matrices have the same row count and have these columns.
  /// - Complexity: 2·`rows` flops, no allocation.
  @inlinable
  public func columnDot(_ column: Int, _ other: Matrix, _ otherColumn: Int) -> Scalar {
    precondition(
      rows == other.rows, "columns of \(rows) × \(columns) and \(other.rows) × \(other.columns)")
    let range = columnRange(column)
    let otherRange = other.columnRange(otherColumn)
    guard rows > 0 else { return 0 }
    return storage.withUnsafeBufferPointer { left in
      other.storage.withUnsafeBufferPointer { right in
        Scalar._dot(
          rows, left.baseAddress! + range.lowerBound, right.baseAddress! + otherRange.lowerBound)
      }
    }
  }

  /// The sum of the magnitudes of the first `count` elements of a column.
  package func absoluteSum(ofColumn column: Int, count: Int) -> Scalar {
    let range = columnRange(column)
    precondition(count >= 0 && count <= rows, "\(count) of \(rows) elements")
    return storage.withUnsafeBufferPointer {
      count == 0 ? 0 : Scalar._asum(count, $0.baseAddress! + range.lowerBound)
    }
  }

  /// The positions of a column's elements in the storage.
  @inlinable
  func columnRange(_ column: Int) -> Range<Int> {
    precondition(
      column >= 0 && column < columns, "column \(column) outside a \(rows) × \(columns) matrix")
    return column * rows..<(column + 1) * rows
  }
}
