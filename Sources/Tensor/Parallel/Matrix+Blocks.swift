/// Operations on long matrices, such as all factors of a model, a block of elements at a time.
extension Matrix {
  /// The number of elements of a block; a constant of the algorithm.
  private static var block: Int { 8192 }

  /// The sum of the products of equal places, Σ a_ij b_ij: the inner product of the Frobenius norm.
  ///
  /// - Parameters:
  ///   - other: A matrix of the same shape.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The sum, blocks of it added up in double precision.
  /// - Precondition: The shapes are equal.
  /// - Complexity: 2·`rows`·`columns` flops.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func innerProduct(_ other: Matrix, parallelism: Parallelism) -> Double {
    requireSameShape(other)
    return parallelism.map(count: storage.count, chunk: Self.block) { range in
      storage.withUnsafeBufferPointer { left in
        other.storage.withUnsafeBufferPointer { right in
          Double(
            Scalar._dot(
              range.count, left.baseAddress! + range.lowerBound,
              right.baseAddress! + range.lowerBound))
        }
      }
    }.reduce(0, +)
  }

  /// Adds `factor` times another matrix.
  ///
  /// - Precondition: The shapes are equal.
  /// - Complexity: 2·`rows`·`columns` flops.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package mutating func add(_ other: Matrix, times factor: Scalar, parallelism: Parallelism) {
    requireSameShape(other)
    guard !isEmpty else { return }
    let rows = rows
    updateColumns(
      chunk: Swift.max(1, Self.block / rows), parallelism: parallelism, workspace: {}
    ) { columns, elements, _ in
      elements.withUnsafeMutableBufferPointer { elements in
        other.storage.withUnsafeBufferPointer {
          Scalar._axpy(
            elements.count, factor, $0.baseAddress! + columns.lowerBound * rows,
            elements.baseAddress!)
        }
      }
    }
  }
}
