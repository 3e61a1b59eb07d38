extension Matrix {
  /// The first of some consecutive rows whose element in a column is greater than a threshold.
  ///
  /// - Parameters:
  ///   - rows: The rows to look at.
  ///   - column: The column to look in.
  ///   - threshold: What the element must exceed; NaN exceeds nothing.
  /// - Returns: The row, or `nil` if no element is greater.
  /// - Precondition: The rows and the column are the matrix's.
  /// - Complexity: O(`rows.count`), several elements at a time.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func firstRow(in rows: Range<Int>, ofColumn column: Int, above threshold: Scalar) -> Int? {
    precondition(
      rows.lowerBound >= 0 && rows.upperBound <= self.rows && column >= 0 && column < columns,
      "rows \(rows) of column \(column) outside a \(shape) matrix")
    guard !rows.isEmpty else { return nil }
    return storage.withUnsafeBufferPointer { elements in
      let place = Scalar._firstAbove(
        rows.count, elements.baseAddress! + column * self.rows + rows.lowerBound, threshold)
      return place == rows.count ? nil : rows.lowerBound + place
    }
  }
}
