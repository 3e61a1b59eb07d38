extension SparseMatrix {
  /// A matrix from its compressed rows.
  ///
  /// - Parameters:
  ///   - rows: The number of rows, below 2³¹.
  ///   - columns: The number of columns, below 2³¹.
  ///   - offsets: `rows + 1` numbers, the first 0, ascending, the last the number of entries.
  ///   - indices: The column of each entry, strictly ascending within a row.
  ///   - values: The value of each entry.
  /// - Throws: `TensorError.invalidArgument` that says which of these does not hold, and where.
  /// - Complexity: O(rows + entries).
  public init(
    rows: Int, columns: Int, offsets: [Int], indices: [Int32], values: [Scalar]
  ) throws(TensorError) {
    try Self.requireShape(rows, columns)
    guard offsets.count == rows + 1, offsets.first == 0, offsets.last == indices.count else {
      throw .invalidArgument(
        name: "offsets",
        requirement: "\(rows + 1) numbers from 0 to \(indices.count), the number of indices")
    }
    guard values.count == indices.count else {
      throw .invalidArgument(
        name: "values", requirement: "\(indices.count) for as many indices, not \(values.count)")
    }
    for row in 0..<rows where offsets[row] > offsets[row + 1] {
      throw .invalidArgument(name: "offsets", requirement: "ascending, unlike after row \(row)")
    }
    for row in 0..<rows {
      var previous: Int32 = -1
      for position in offsets[row]..<offsets[row + 1] {
        guard indices[position] > previous, indices[position] < columns else {
          throw .invalidArgument(
            name: "indices",
            requirement: "strictly ascending columns below \(columns) in row \(row)")
        }
        previous = indices[position]
      }
    }
    self.init(
      rows: rows, columns: columns, uncheckedOffsets: offsets, indices: indices, values: values)
  }

  /// A matrix from its entries in any order.
  ///
  /// - Parameters:
  ///   - rows: The number of rows, below 2³¹.
  ///   - columns: The number of columns, below 2³¹.
  ///   - entries: Places, zero-based, and values.
  ///   - combine: What becomes of two entries in one place, the earlier first; without it they are
  ///     an error. Finite-element codes pass `+`.
  /// - Throws: `TensorError.invalidArgument` for a place outside the shape or taken twice.
  /// - Complexity: O(rows + columns + entries).
  public init(
    rows: Int, columns: Int, entries: [(row: Int, column: Int, value: Scalar)],
    combining combine: ((Scalar, Scalar) -> Scalar)? = nil
  ) throws(TensorError) {
    try Self.requireShape(rows, columns)
    var offsets = [Int](repeating: 0, count: rows + 1)
    for (row, column, _) in entries {
      guard row >= 0, row < rows, column >= 0, column < columns else {
        throw .invalidArgument(
          name: "entries", requirement: "(\(row), \(column)) is outside \(rows) × \(columns)")
      }
      offsets[row + 1] += 1
    }
    for row in 0..<rows { offsets[row + 1] += offsets[row] }
    var next = offsets
    var indices = [Int32](repeating: 0, count: offsets[rows])
    var values = [Scalar](repeating: 0, count: offsets[rows])
    for (row, column, value) in entries {
      indices[next[row]] = Int32(column)
      values[next[row]] = value
      next[row] += 1
    }
    // Transposing is a stable counting sort: twice, and the columns of each row ascend.
    let sorted = SparseMatrix(
      rows: rows, columns: columns, uncheckedOffsets: offsets, indices: indices, values: values
    ).transposed.transposed
    self = try sorted.merging(combine)
  }

  /// The matrix with entries in one place combined.
  private func merging(
    _ combine: ((Scalar, Scalar) -> Scalar)?
  ) throws(TensorError) -> SparseMatrix {
    var offsets = [0]
    offsets.reserveCapacity(rows + 1)
    var indices: [Int32] = []
    var values: [Scalar] = []
    indices.reserveCapacity(count)
    values.reserveCapacity(count)
    for row in 0..<rows {
      for position in range(ofRow: row) {
        if indices.count > offsets[row], indices.last == self.indices[position] {
          guard let combine else {
            throw .invalidArgument(
              name: "entries", requirement: "(\(row), \(self.indices[position])) occurs twice")
          }
          let last = values.count - 1
          values[last] = combine(values[last], self.values[position])
        } else {
          indices.append(self.indices[position])
          values.append(self.values[position])
        }
      }
      offsets.append(indices.count)
    }
    return SparseMatrix(
      rows: rows, columns: columns, uncheckedOffsets: offsets, indices: indices, values: values)
  }

  private static func requireShape(_ rows: Int, _ columns: Int) throws(TensorError) {
    for (name, size) in [("rows", rows), ("columns", columns)]
    where size < 0 || size > Int(Int32.max) {
      throw .invalidArgument(name: name, requirement: "\(size) is not in 0...\(Int32.max)")
    }
  }

  /// The entries of a dense matrix that are not zero.
  public init(_ dense: Matrix<Scalar>) {
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Scalar] = []
    for row in 0..<dense.rows {
      for column in 0..<dense.columns where dense[row, column] != 0 {
        indices.append(Int32(column))
        values.append(dense[row, column])
      }
      offsets.append(indices.count)
    }
    self.init(
      rows: dense.rows, columns: dense.columns, uncheckedOffsets: offsets, indices: indices,
      values: values)
  }

  /// The dense matrix with these entries and zeros elsewhere.
  public func toDense() -> Matrix<Scalar> {
    var result = Matrix<Scalar>(rows: rows, columns: columns)
    for row in 0..<rows {
      for position in range(ofRow: row) {
        result.storage[Int(indices[position]) * rows + row] = values[position]
      }
    }
    return result
  }
}

extension SparseMatrix: CustomStringConvertible {
  /// The shape and the entries, one a line; of many the first and last only.
  public var description: String {
    let title = "\(shape) sparse matrix of \(Scalar.self), \(count) stored"
    let places = (0..<rows).lazy.flatMap { row in range(ofRow: row).lazy.map { (row, $0) } }
    let shown = Set(Elision.positions(count).compactMap(\.self))
    var lines = [title]
    for (row, position) in places {
      if shown.contains(position) {
        lines.append("  (\(row), \(indices[position]))  \(values[position])")
      } else if lines.last != "  …" {
        lines.append("  …")
      }
    }
    return lines.joined(separator: "\n")
  }
}
