/// Products by BLAS.
///
/// Each is an operator or an operator spelled out (`AᵀB` has no sign of its own), so operands that
/// do not fit trap. Large products are computed in blocks of columns whose width is fixed:
/// `parallelism` changes the time and never a bit of the result.
extension Matrix {
  /// The number of result columns that one call of GEMM computes.
  static var productBlock: Int { 256 }

  /// The product AB on one thread.
  ///
  /// - Precondition: `left.columns == right.rows`.
  /// - Complexity: 2·`left.rows`·`left.columns`·`right.columns` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func * (left: Matrix, right: Matrix) -> Matrix {
    left.times(right)
  }

  /// The product Ax.
  ///
  /// - Precondition: `left.columns == right.count`.
  /// - Complexity: 2·`left.rows`·`left.columns` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public static func * (left: Matrix, right: Vector<Scalar>) -> Vector<Scalar> {
    precondition(
      left.columns == right.count, "\(left.shape) times a vector of \(right.count) elements")
    var result = Vector<Scalar>(count: left.rows)
    guard !left.isEmpty else { return result }
    Scalar._gemv(
      false, left.rows, left.columns, 1, left.storage, left.rows, right.storage, 0,
      &result.storage)
    return result
  }

  /// The product AB of this matrix A and `right`, on several threads.
  ///
  /// - Precondition: `columns == right.rows`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func times(_ right: Matrix, parallelism: Parallelism = .serial) -> Matrix {
    precondition(columns == right.rows, "\(shape) times \(right.shape)")
    return blockedProduct(rows, right.columns, columns, parallelism) { range, block in
      right.storage.withUnsafeBufferPointer { b in
        Scalar._gemm(
          false, false, rows, range.count, columns, 1, storage, rows,
          b.baseAddress! + range.lowerBound * right.rows, right.rows, 0, block, rows)
      }
    }
  }

  /// The product AᵀB of this matrix A, transposed, and `right`.
  ///
  /// - Precondition: `rows == right.rows`.
  /// - Complexity: 2·`columns`·`rows`·`right.columns` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func transposedTimes(_ right: Matrix, parallelism: Parallelism = .serial) -> Matrix {
    precondition(rows == right.rows, "transposed \(shape) times \(right.shape)")
    return blockedProduct(columns, right.columns, rows, parallelism) { range, block in
      right.storage.withUnsafeBufferPointer { b in
        Scalar._gemm(
          true, false, columns, range.count, rows, 1, storage, rows,
          b.baseAddress! + range.lowerBound * right.rows, right.rows, 0, block, columns)
      }
    }
  }

  /// The product Aᵀx of this matrix A, transposed, and a vector.
  ///
  /// - Precondition: `rows == right.count`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func transposedTimes(_ right: Vector<Scalar>) -> Vector<Scalar> {
    precondition(rows == right.count, "transposed \(shape) times a vector of \(right.count)")
    var result = Vector<Scalar>(count: columns)
    guard !isEmpty else { return result }
    Scalar._gemv(true, rows, columns, 1, storage, rows, right.storage, 0, &result.storage)
    return result
  }

  /// The product ABᵀ of this matrix A and `right`, transposed.
  ///
  /// - Precondition: `columns == right.columns`.
  /// - Complexity: 2·`rows`·`columns`·`right.rows` flops, one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func timesTransposed(_ right: Matrix, parallelism: Parallelism = .serial) -> Matrix {
    precondition(columns == right.columns, "\(shape) times transposed \(right.shape)")
    return blockedProduct(rows, right.rows, columns, parallelism) { range, block in
      right.storage.withUnsafeBufferPointer { b in
        Scalar._gemm(
          false, true, rows, range.count, columns, 1, storage, rows,
          b.baseAddress! + range.lowerBound, right.rows, 0, block, rows)
      }
    }
  }

  /// Makes this matrix the product AB, in the memory it has.
  ///
  /// - Precondition: This matrix is `a.rows × b.columns`, and `a.columns == b.rows`.
  /// - Complexity: 2·`a.rows`·`a.columns`·`b.columns` flops, no allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func formProduct(_ a: Matrix, _ b: Matrix) {
    precondition(
      a.columns == b.rows && rows == a.rows && columns == b.columns,
      "\(a.shape) times \(b.shape) into \(shape)")
    guard !isEmpty else { return }
    Scalar._gemm(
      false, false, rows, columns, a.columns, 1, a.storage, rows, b.storage, Swift.max(1, b.rows),
      0, &storage, rows)
  }

  /// Makes the leading block of this matrix AᵀB for ranges of columns of A and B, in the memory it
  /// has.
  ///
  /// Element (i, j) becomes the dot product of column `aColumns.lowerBound + i` of A and column
  /// `bColumns.lowerBound + j` of B. Elements beyond the two ranges stay as they are, so that one
  /// block serves tiles of different sizes.
  ///
  /// - Precondition: A and B have the same row count and these columns; this matrix has at least as
  ///   many rows as `aColumns` and as many columns as `bColumns` count.
  /// - Complexity: 2·`a.rows`·`aColumns.count`·`bColumns.count` flops, no allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func formTransposedProduct(
    _ a: Matrix, columns aColumns: Range<Int>, _ b: Matrix, columns bColumns: Range<Int>
  ) {
    precondition(a.rows == b.rows, "transposed \(a.shape) times \(b.shape)")
    precondition(
      aColumns.lowerBound >= 0 && aColumns.upperBound <= a.columns && bColumns.lowerBound >= 0
        && bColumns.upperBound <= b.columns,
      "columns \(aColumns) of \(a.shape) and \(bColumns) of \(b.shape)")
    precondition(
      aColumns.count <= rows && bColumns.count <= columns,
      "a product of \(aColumns.count) × \(bColumns.count) into \(shape)")
    guard !aColumns.isEmpty, !bColumns.isEmpty else { return }
    let rows = rows
    let inner = a.rows
    storage.withUnsafeMutableBufferPointer { block in
      a.storage.withUnsafeBufferPointer { left in
        b.storage.withUnsafeBufferPointer { right in
          Scalar._gemm(
            true, false, aColumns.count, bColumns.count, inner, 1,
            left.baseAddress! + aColumns.lowerBound * inner, Swift.max(1, inner),
            right.baseAddress! + bColumns.lowerBound * inner, Swift.max(1, inner), 0,
            block.baseAddress!, rows)
        }
      }
    }
  }

  /// The symmetric matrix AᵀA of all dot products between columns.
  ///
  /// - Complexity: `rows`·`columns`² flops, half of a general product (SYRK), one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func columnGram() -> Matrix {
    gram(order: columns, inner: rows, transpose: true)
  }

  /// The symmetric matrix AAᵀ of all dot products between rows.
  ///
  /// - Complexity: `rows`²·`columns` flops, half of a general product (SYRK), one allocation.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func rowGram() -> Matrix {
    gram(order: rows, inner: columns, transpose: false)
  }

  private func gram(order: Int, inner: Int, transpose: Bool) -> Matrix {
    guard order > 0, inner > 0 else { return Matrix(rows: order, columns: order) }
    let elements = [Scalar](unsafeUninitializedCapacity: order * order) { buffer, count in
      let elements = buffer.baseAddress!
      // SYRK reads and writes the lower triangle only; the other one is mirrored from it.
      for column in 0..<order {
        (elements + column * order + column).initialize(repeating: 0, count: order - column)
      }
      Scalar._syrk(transpose, order, inner, 1, storage, rows, 0, elements, order)
      Self.mirrorLowerTriangle(elements, order: order)
      count = order * order
    }
    return Matrix(rows: order, columns: order, columnMajor: elements)
  }

  /// Copies the lower triangle of a square matrix into the upper one, which may be uninitialized.
  ///
  /// In tiles, so that what is read with a stride stays in the cache; eight lines at a distance of a
  /// power of two are what a first-level cache holds.
  private static func mirrorLowerTriangle(_ elements: UnsafeMutablePointer<Scalar>, order: Int) {
    let tile = 8
    for left in stride(from: 0, to: order, by: tile) {
      let right = Swift.min(order, left + tile)
      for top in stride(from: 0, through: left, by: tile) {
        for column in left..<right {
          let target = elements + column * order
          for row in top..<Swift.min(column, top + tile) {
            (target + row).initialize(to: elements[row * order + column])
          }
        }
      }
    }
  }

  /// A new matrix whose blocks of columns `compute` fills; none of them is called for an empty or
  /// zero product.
  private func blockedProduct(
    _ rows: Int, _ columns: Int, _ inner: Int, _ parallelism: Parallelism,
    _ compute: @Sendable (_ range: Range<Int>, _ block: UnsafeMutablePointer<Scalar>) -> Void
  ) -> Matrix {
    var result = Matrix(rows: rows, columns: columns)
    guard rows > 0, columns > 0, inner > 0 else { return result }
    result.updateColumns(chunk: Self.productBlock, parallelism: parallelism, workspace: {}) {
      range, elements, _ in
      elements.withUnsafeMutableBufferPointer { compute(range, $0.baseAddress!) }
    }
    return result
  }
}
