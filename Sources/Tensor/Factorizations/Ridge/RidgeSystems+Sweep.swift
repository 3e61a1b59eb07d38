// Unchecked pointers into vectors and products, for the package's kernels.

extension RidgeSystems {
  /// One half of a block Gauss–Seidel sweep: all rows for fixed vectors of the other side.
  ///
  /// With residuals e, for as many right-hand sides as the vectors have,
  ///
  ///     s = (λI + F_ΩF_Ωᵀ)⁻¹ (v + Σ_Ω e_i s_i − F_Ω q),    q ← F_Ωᵀs.
  ///
  /// - Parameters:
  ///   - rows: v of each row; receives s.
  ///   - others: s_i of the other side.
  ///   - residuals: e, in the order of the pattern's entries.
  ///   - products: q of each entry, `sides` numbers each; they belong to both sides.
  ///   - places: Where in `products` an entry's numbers are; `nil` if in the pattern's order.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 6·rank·sides flops for each entry, and the triangular solves.
  package func sweep(
    _ rows: inout BlockVectors<Scalar>, others: BlockVectors<Scalar>, residuals: [Double],
    products: inout [Scalar], places: [Int32]?, parallelism: Parallelism
  ) {
    let sides = rows.sides
    precondition(
      rows.rank == rank && others.rank == rank && others.sides == sides
        && rows.count == pattern.rows && others.count == pattern.columns
        && residuals.count == pattern.count && products.count == sides * pattern.count
        && (places.map { $0.count == pattern.count } ?? true),
      "operands of a sweep that do not fit")
    gather(&rows, others, residuals, parallelism)
    update(&rows, &products, places, parallelism)
  }

  /// v ← v + Σ e_i s_i, a slice of all rows at a time.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func gather(
    _ rows: inout BlockVectors<Scalar>, _ others: BlockVectors<Scalar>, _ residuals: [Double],
    _ parallelism: Parallelism
  ) {
    let (sides, height, rank) = (rows.sides, rows.height, rank)
    rows.elements.withUnsafeMutableBufferPointer { elements in
      // Each chunk writes its own rows only.
      nonisolated(unsafe) let elements = elements
      for start in stride(from: 0, to: rank, by: height) {
        let width = sides * Swift.min(height, rank - start)
        _ = parallelism.map(count: pattern.rows, chunk: 256) { block in
          others.elements.withUnsafeBufferPointer { others in
            pattern.indices.withUnsafeBufferPointer { columns in
              residuals.withUnsafeBufferPointer { residuals in
                for row in block {
                  let range = pattern.range(ofRow: row)
                  guard !range.isEmpty else { continue }
                  Scalar._sweepGather(
                    sides > 1, width, range.count,
                    others.baseAddress! + sides * start * pattern.columns,
                    columns.baseAddress! + range.lowerBound,
                    residuals.baseAddress! + range.lowerBound,
                    elements.baseAddress! + sides * start * pattern.rows + width * row)
                }
              }
            }
          }
        }
      }
    }
  }

  /// s ← (λI + F_ΩF_Ωᵀ)⁻¹ (v − F_Ω q) and q ← F_Ωᵀs of all rows.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func update(
    _ rows: inout BlockVectors<Scalar>, _ products: inout [Scalar], _ places: [Int32]?,
    _ parallelism: Parallelism
  ) {
    let (sides, height, count) = (rows.sides, rows.height, rows.count)
    let (rank, lambda) = (rank, regularization)
    let empty = pattern.offsets.indices.dropLast().filter { pattern.range(ofRow: $0).isEmpty }
    rows.elements.withUnsafeMutableBufferPointer { elements in
      products.withUnsafeMutableBufferPointer { products in
        // Each row writes its own block, and entries of different rows have different places.
        nonisolated(unsafe) let elements = elements
        nonisolated(unsafe) let products = products
        _ = parallelism.map(
          count: pattern.rows, chunk: 32,
          workspace: { [Scalar](repeating: 0, count: (rank + 2 * longestRow) * sides) }
        ) { block, scratch in
          for row in block {
            let range = pattern.range(ofRow: row)
            guard !range.isEmpty else { continue }
            withKernelPointers(row) { packed, factors, columns in
              func run(_ places: UnsafePointer<Int32>?, _ first: Int) {
                Scalar._sweepRow(
                  sides > 1, isDual(range.count), rank, range.count, lambda, packed, factors,
                  columns, places, products.baseAddress! + first, height, count, row,
                  elements.baseAddress!, &scratch)
              }
              if let places {
                places.withUnsafeBufferPointer { run($0.baseAddress! + range.lowerBound, 0) }
              } else {
                run(nil, sides * range.lowerBound)
              }
            }
          }
        }
      }
    }
    for row in empty {
      for factor in 0..<rank {
        for side in 0..<sides { rows[row, factor, side: side] /= lambda }
      }
    }
  }
}
