extension Matrix {
  /// The submatrix of two ranges, such as `a[0..<2, 1...]`.
  ///
  /// Reading copies; assigning replaces these elements and needs a matrix of their shape.
  ///
  /// - Precondition: Both ranges lie within the matrix.
  /// - Complexity: O(elements of the submatrix).
  @inlinable
  public subscript(
    rowRange: some RangeExpression<Int>, columnRange: some RangeExpression<Int>
  ) -> Matrix {
    get {
      let (rowRange, columnRange) = resolve(rowRange, columnRange)
      var elements: [Scalar] = []
      elements.reserveCapacity(rowRange.count * columnRange.count)
      for column in columnRange {
        let start = column * rows
        elements.append(
          contentsOf: storage[start + rowRange.lowerBound..<start + rowRange.upperBound])
      }
      return Matrix(rows: rowRange.count, columns: columnRange.count, columnMajor: elements)
    }
    set {
      let (rowRange, columnRange) = resolve(rowRange, columnRange)
      precondition(
        newValue.rows == rowRange.count && newValue.columns == columnRange.count,
        "a \(newValue.rows) × \(newValue.columns) matrix for rows \(rowRange), "
          + "columns \(columnRange)")
      var position = 0
      for column in columnRange {
        for row in rowRange {
          storage[column * rows + row] = newValue.storage[position]
          position += 1
        }
      }
    }
  }

  /// A matrix of some columns, in the order of the list; one may occur several times.
  ///
  /// - Precondition: Each is in `0..<columns`.
  @inlinable
  public func selectingColumns(_ list: [Int]) -> Matrix {
    var elements: [Scalar] = []
    elements.reserveCapacity(list.count * rows)
    for column in list { elements.append(contentsOf: storage[columnRange(column)]) }
    return Matrix(rows: rows, columns: list.count, columnMajor: elements)
  }

  /// A matrix with the columns of `other` after those of this one.
  ///
  /// - Precondition: Both matrices have the same row count.
  @inlinable
  public func appendingColumns(of other: Matrix) -> Matrix {
    precondition(
      rows == other.rows,
      "columns of a \(other.rows) × \(other.columns) matrix after \(rows) × \(columns)")
    return Matrix(
      rows: rows, columns: columns + other.columns, columnMajor: storage + other.storage)
  }

  @inlinable
  func resolve(
    _ rowRange: some RangeExpression<Int>, _ columnRange: some RangeExpression<Int>
  ) -> (Range<Int>, Range<Int>) {
    let rowRange = rowRange.relative(to: 0..<rows)
    let columnRange = columnRange.relative(to: 0..<columns)
    precondition(
      rowRange.lowerBound >= 0 && rowRange.upperBound <= rows && columnRange.lowerBound >= 0
        && columnRange.upperBound <= columns,
      "rows \(rowRange), columns \(columnRange) outside a \(rows) × \(columns) matrix")
    return (rowRange, columnRange)
  }
}
