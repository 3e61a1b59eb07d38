/// Products with dense matrices and vectors from both sides.
///
/// Each element is summed in the order of the stored entries, and threads take whole blocks of
/// columns of the result: the number of threads never changes a bit.
extension SparseMatrix {
  /// The number of result columns, or elements of a vector, that one task computes.
  static var productBlock: (columns: Int, elements: Int) { (columns: 16, elements: 4096) }

  /// The product SD on one thread.
  ///
  /// - Precondition: `left.columns == right.rows`.
  /// - Complexity: 2·`left.count`·`right.columns` flops, one allocation.
  public static func * (left: SparseMatrix, right: Matrix<Scalar>) -> Matrix<Scalar> {
    left.times(right)
  }

  /// The product Sx on one thread.
  ///
  /// - Precondition: `left.columns == right.count`.
  /// - Complexity: 2·`left.count` flops, one allocation.
  public static func * (left: SparseMatrix, right: Vector<Scalar>) -> Vector<Scalar> {
    left.times(right)
  }

  /// The product DS on one thread.
  ///
  /// - Precondition: `left.columns == right.rows`.
  /// - Complexity: 2·`left.rows`·`right.count` flops, and the transpose of S.
  public static func * (left: Matrix<Scalar>, right: SparseMatrix) -> Matrix<Scalar> {
    left.times(right)
  }

  /// The product SD of this matrix S and a dense one.
  ///
  /// - Precondition: `columns == right.rows`.
  /// - Complexity: 2·`count`·`right.columns` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func times(
    _ right: Matrix<Scalar>, parallelism: Parallelism = .serial
  ) -> Matrix<Scalar> {
    precondition(columns == right.rows, "sparse \(shape) times \(right.shape)")
    var result = Matrix<Scalar>(rows: rows, columns: right.columns)
    result.updateColumns(
      chunk: Self.productBlock.columns, parallelism: parallelism, workspace: {}
    ) { range, elements, _ in
      for column in range {
        let start = (column - range.lowerBound) * rows
        let source = column * right.rows
        for row in 0..<rows {
          elements[start + row] = rowDot(row, right.storage, from: source)
        }
      }
    }
    return result
  }

  /// The product Sx of this matrix S and a vector.
  ///
  /// - Precondition: `columns == right.count`.
  /// - Complexity: 2·`count` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func times(
    _ right: Vector<Scalar>, parallelism: Parallelism = .serial
  ) -> Vector<Scalar> {
    precondition(columns == right.count, "sparse \(shape) times a vector of \(right.count)")
    // As a single row, so that blocks of columns are blocks of elements.
    var result = Matrix<Scalar>(rows: 1, columns: rows)
    result.updateColumns(
      chunk: Self.productBlock.elements, parallelism: parallelism, workspace: {}
    ) { range, elements, _ in
      for row in range {
        elements[row - range.lowerBound] = rowDot(row, right.storage, from: 0)
      }
    }
    return Vector(result.storage)
  }

  /// The product SᵀD of this matrix S, transposed, and a dense one.
  ///
  /// Where it is needed often, keep ``transposed`` and use `times`.
  ///
  /// - Precondition: `rows == right.rows`.
  /// - Complexity: 2·`count`·`right.columns` flops, and the transpose of S.
  public func transposedTimes(
    _ right: Matrix<Scalar>, parallelism: Parallelism = .serial
  ) -> Matrix<Scalar> {
    precondition(rows == right.rows, "transposed sparse \(shape) times \(right.shape)")
    return transposed.times(right, parallelism: parallelism)
  }

  /// The product Sᵀx of this matrix S, transposed, and a vector.
  ///
  /// - Precondition: `rows == right.count`.
  /// - Complexity: 2·`count` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func transposedTimes(_ right: Vector<Scalar>) -> Vector<Scalar> {
    precondition(rows == right.count, "transposed sparse \(shape) times \(right.count) elements")
    var result = Vector<Scalar>(count: columns)
    for row in 0..<rows {
      let factor = right.storage[row]
      for position in offsets[row]..<offsets[row + 1] {
        result.storage[Int(indices[position])] += factor * values[position]
      }
    }
    return result
  }

  /// The dot product of a row with the `columns` elements of `elements` from `start`.
  @inline(__always)
  private func rowDot(_ row: Int, _ elements: [Scalar], from start: Int) -> Scalar {
    var sum: Scalar = 0
    for position in offsets[row]..<offsets[row + 1] {
      sum += values[position] * elements[start + Int(indices[position])]
    }
    return sum
  }
}

extension Matrix {
  /// The product DS of this matrix D and a sparse one.
  ///
  /// Where it is needed often, keep the transpose and use `timesTransposed`.
  ///
  /// - Precondition: `columns == right.rows`.
  /// - Complexity: 2·`rows`·`right.count` flops, and the transpose of S.
  public func times(
    _ right: SparseMatrix<Scalar>, parallelism: Parallelism = .serial
  ) -> Matrix {
    precondition(columns == right.rows, "\(shape) times sparse \(right.shape)")
    return timesTransposed(right.transposed, parallelism: parallelism)
  }

  /// The product DSᵀ of this matrix D and a sparse one, transposed.
  ///
  /// Column i of the result is the sum of the columns of D that row i of S stores, weighted: for
  /// factors, the sum over a user's items.
  ///
  /// - Precondition: `columns == right.columns`.
  /// - Complexity: 2·`rows`·`right.count` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func timesTransposed(
    _ right: SparseMatrix<Scalar>, parallelism: Parallelism = .serial
  ) -> Matrix {
    precondition(columns == right.columns, "\(shape) times transposed sparse \(right.shape)")
    var result = Matrix(rows: rows, columns: right.rows)
    result.updateColumns(
      chunk: SparseMatrix<Scalar>.productBlock.columns, parallelism: parallelism, workspace: {}
    ) { range, elements, _ in
      for column in range {
        let start = (column - range.lowerBound) * rows
        for position in right.offsets[column]..<right.offsets[column + 1] {
          let factor = right.values[position]
          let source = Int(right.indices[position]) * rows
          for row in 0..<rows { elements[start + row] += factor * storage[source + row] }
        }
      }
    }
    return result
  }
}
