// Unchecked pointers into vectors, for the package's kernels.

extension GramSystem {
  /// The number of unknowns of a unit of work.
  private static var chunk: Int { 256 }

  /// Solves in place.
  ///
  /// - Parameters:
  ///   - x: b, a row for each right-hand side and a column for each unknown; receives x. Some 128
  ///     bytes of right-hand sides use the cache best.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 4 flops for each entry of B, step and right-hand side; memory for two copies of `x`
  ///   and for B x.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func solve(_ x: inout Matrix<Scalar>, parallelism: Parallelism) {
    precondition(x.columns == matrix.columns, "\(x.shape) for \(matrix.columns) unknowns")
    guard weight > 0, !x.isEmpty, matrix.count > 0 else { return }
    // With center θ of the eigenvalues and G = I − A/θ, whose eigenvalues are within ±ρ:
    // x⁺ = x⁻ + ω(Gx + b/θ − x⁻).
    let center = 1 - weight / 2
    let square = (weight / 2 / center) * (weight / 2 / center)
    let target = x
    var current = Scalar(1 / center) * x
    var previous = Matrix<Scalar>(rows: x.rows, columns: x.columns)
    var images = Matrix<Scalar>(rows: x.rows, columns: matrix.rows)
    var relaxation = 2.0
    for step in 1..<Swift.max(steps, 2) where step < steps {
      relaxation = step == 1 ? 1 / (1 - square / 2) : 1 / (1 - square * relaxation / 4)
      Self.form(&images, matrix, current, parallelism)
      let weights = [
        1 - relaxation, relaxation * (1 - 1 / center), relaxation / center,
        relaxation * weight / center,
      ].map { Scalar($0) }
      advance(&previous, current, target, images, weights, parallelism)
      swap(&previous, &current)
    }
    x = current
  }

  /// x⁻ ← x⁺, a sum of x⁻, x, b and BᵀB x with the given weights.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func advance(
    _ previous: inout Matrix<Scalar>, _ current: Matrix<Scalar>, _ target: Matrix<Scalar>,
    _ images: Matrix<Scalar>, _ weights: [Scalar], _ parallelism: Parallelism
  ) {
    let sides = current.rows
    previous.updateColumns(
      chunk: Self.chunk, parallelism: parallelism,
      workspace: { [Scalar](repeating: 0, count: sides) }
    ) { columns, elements, sum in
      elements.withUnsafeMutableBufferPointer { elements in
        current.storage.withUnsafeBufferPointer { current in
          target.storage.withUnsafeBufferPointer { target in
            for column in columns {
              let place = sides * column
              let own = elements.baseAddress! + place - sides * columns.lowerBound
              Self.withEntries(transposed, column, images) { count, images, columns, values in
                Scalar._stepRow(
                  sides, count, images, columns, values, weights, current.baseAddress! + place,
                  target.baseAddress! + place, own, &sum)
              }
            }
          }
        }
      }
    }
  }

  /// S x for each right-hand side x.
  static func product(
    _ sparse: SparseMatrix<Double>, _ x: Matrix<Scalar>, _ parallelism: Parallelism
  ) -> Matrix<Scalar> {
    precondition(x.columns == sparse.columns, "\(x.shape) for \(sparse.columns) unknowns")
    var result = Matrix<Scalar>(rows: x.rows, columns: sparse.rows)
    form(&result, sparse, x, parallelism)
    return result
  }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func form(
    _ result: inout Matrix<Scalar>, _ sparse: SparseMatrix<Double>, _ x: Matrix<Scalar>,
    _ parallelism: Parallelism
  ) {
    let sides = x.rows
    guard sides > 0, sparse.count > 0 else { return }
    result.updateColumns(chunk: Self.chunk, parallelism: parallelism, workspace: {}) {
      columns, elements, _ in
      elements.withUnsafeMutableBufferPointer { elements in
        for column in columns {
          let start = sides * (column - columns.lowerBound)
          gather(
            sparse, row: column, x,
            into: UnsafeMutableBufferPointer(rebasing: elements[start..<start + sides]))
        }
      }
    }
  }

  /// The sum of the columns of `x` that a row of a sparse matrix stores, weighted by its entries.
  private static func gather(
    _ sparse: SparseMatrix<Double>, row: Int, _ x: Matrix<Scalar>,
    into sum: UnsafeMutableBufferPointer<Scalar>
  ) {
    sum.update(repeating: 0)
    withEntries(sparse, row, x) { count, x, columns, values in
      Scalar._sweepGather(false, sum.count, count, x, columns, values, sum.baseAddress!)
    }
  }

  /// The number of entries of a row, all of `x`, and the columns and values of the entries.
  private static func withEntries(
    _ sparse: SparseMatrix<Double>, _ row: Int, _ x: Matrix<Scalar>,
    _ body: (
      Int, UnsafePointer<Scalar>, UnsafePointer<Int32>, UnsafePointer<Double>
    ) -> Void
  ) {
    let entries = sparse.range(ofRow: row)
    x.storage.withUnsafeBufferPointer { x in
      sparse.indices.withUnsafeBufferPointer { columns in
        sparse.values.withUnsafeBufferPointer { values in
          body(
            entries.count, x.baseAddress!, columns.baseAddress! + entries.lowerBound,
            values.baseAddress! + entries.lowerBound)
        }
      }
    }
  }
}
