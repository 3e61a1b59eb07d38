extension Matrix: ExpressibleByArrayLiteral {
  /// A matrix written row by row: `[[1, 2], [3, 4]]`.
  ///
  /// - Precondition: All rows have the same length.
  public init(arrayLiteral rows: [Scalar]...) {
    let columns = rows.first?.count ?? 0
    precondition(
      rows.allSatisfy { $0.count == columns },
      "rows of lengths \(rows.map(\.count)) do not make a matrix")
    self.init(rows: rows.count, columns: columns) { rows[$0][$1] }
  }

  /// A matrix of `rows`, which may come from data.
  ///
  /// No row gives the 0 × 0 matrix.
  ///
  /// - Throws: `TensorError.shapeMismatch` for a row whose length is not that of the first.
  public init(rows: [[Scalar]]) throws(TensorError) {
    let columns = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != columns {
      throw .shapeMismatch(
        operation: "Matrix(rows:)", expected: "\(columns) elements in every row",
        found: "\(row.count) in row \(index)")
    }
    self.init(rows: rows.count, columns: columns) { rows[$0][$1] }
  }

  /// A matrix of one column.
  @inlinable
  public init(column: Vector<Scalar>) {
    self.init(rows: column.count, columns: 1, columnMajor: column.storage)
  }

  /// The elements as an array of rows.
  public var rowArrays: [[Scalar]] {
    (0..<rows).map { row in (0..<columns).map { storage[$0 * rows + row] } }
  }
}
