/// A vector with a block of numbers for each row, most of which may be zero.
package struct BlockVector<Scalar: TensorScalar>: Sendable {
  /// Which column of ``blocks`` belongs to each row, −1 for zero; `nil` if all do in order.
  let positions: [Int32]?
  /// The blocks, a column each.
  package let blocks: Matrix<Scalar>

  /// A vector whose blocks are the columns of a matrix.
  package init(_ blocks: Matrix<Scalar>) {
    positions = nil
    self.blocks = blocks
  }

  /// A vector of `count` blocks of `size` numbers that is zero but for the given ones.
  package init(count: Int, size: Int, _ blocks: [(row: Int, numbers: [Scalar])]) {
    var positions = [Int32](repeating: -1, count: count)
    var columns = Matrix<Scalar>(rows: size, columns: blocks.count)
    for (place, block) in blocks.enumerated() {
      positions[block.row] = Int32(place)
      columns.setColumn(place, to: Vector(block.numbers))
    }
    self.positions = positions
    self.blocks = columns
  }

  /// Copies the block of a row to where there is room for it.
  func copyBlock(_ row: Int, to target: UnsafeMutablePointer<Scalar>) {
    let column = positions.map { Int($0[row]) } ?? row
    let size = blocks.rows
    guard column >= 0 else { return target.update(repeating: 0, count: size) }
    blocks.storage.withUnsafeBufferPointer {
      target.update(from: $0.baseAddress! + size * column, count: size)
    }
  }
}

extension RidgeSystems {
  /// One half of a block Gauss–Seidel sweep: all rows for fixed vectors of the other side.
  ///
  /// With residuals e, for `sides` right-hand sides at once, whose numbers lie side by side,
  ///
  ///     s = (λI + F_ΩF_Ωᵀ)⁻¹ (v + Σ_Ω e_i s_i − F_Ω q),    q ← F_Ωᵀs.
  ///
  /// - Parameters:
  ///   - rows: Receives s of each row, `rank·sides × rows`.
  ///   - start: v of each row.
  ///   - others: s_i of the other side, `rank·sides × columns`.
  ///   - residuals: e, in the order of the pattern's entries.
  ///   - products: q of each entry, `sides` numbers each; they belong to both sides.
  ///   - places: Where in `products` an entry's numbers are; `nil` if in the pattern's order.
  ///   - sides: 1 or 8.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 6·rank·sides flops for each entry, and the triangular solves.
  package func sweep(
    _ rows: inout Matrix<Scalar>, from start: BlockVector<Scalar>, others: Matrix<Scalar>,
    residuals: [Double], products: inout [Scalar], places: [Int32]?, sides: Int,
    parallelism: Parallelism
  ) {
    precondition(
      (sides == 1 || sides == 8) && rows.rows == rank * sides && rows.columns == pattern.rows
        && start.blocks.rows == rank * sides
        && others.rows == rank * sides && others.columns == pattern.columns
        && residuals.count == pattern.count && products.count == sides * pattern.count
        && (places.map { $0.count == pattern.count } ?? true),
      "operands of a sweep that do not fit")
    let (rank, lambda, stride) = (rank, regularization, rank * sides)
    products.withUnsafeMutableBufferPointer { products in
      // Entries of different rows have different places.
      nonisolated(unsafe) let products = products
      rows.updateColumns(
        chunk: 32, parallelism: parallelism,
        workspace: { [Scalar](repeating: 0, count: 2 * longestRow * sides) }
      ) { block, elements, scratch in
        elements.withUnsafeMutableBufferPointer { elements in
          for row in block {
            let range = pattern.range(ofRow: row)
            let v = elements.baseAddress! + stride * (row - block.lowerBound)
            start.copyBlock(row, to: v)
            guard !range.isEmpty else {
              for place in 0..<stride { v[place] /= lambda }
              continue
            }
            withKernelPointers(row) { packed, factors, columns in
              others.storage.withUnsafeBufferPointer { others in
                residuals.withUnsafeBufferPointer { residuals in
                  let place = range.lowerBound
                  func run(_ places: UnsafePointer<Int32>?, _ first: Int) {
                    Scalar._sweepRow(
                      sides, isDual(range.count), rank, range.count, lambda, packed, factors,
                      columns, residuals.baseAddress! + place, places, others.baseAddress!,
                      products.baseAddress! + first, &scratch, v)
                  }
                  if let places {
                    places.withUnsafeBufferPointer { run($0.baseAddress! + place, 0) }
                  } else {
                    run(nil, sides * place)
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
