// Unchecked pointers into factors and entries, for the package's kernel.

extension SparseMatrix where Scalar == Double {
  /// One side of the product of the Hessian of a factorization's objective with a vector (a; b).
  ///
  /// With this matrix holding the residuals e, column i of the result is
  ///
  ///     2[cλa_i + Σ_j ((c·y_jᵀa_i + x_iᵀb_j) y_j − e_ij b_j)],   j over the entries of row i.
  ///
  /// - Parameters:
  ///   - a: `rank × rows`.
  ///   - b: `rank × columns`.
  ///   - own: X, `rank × rows`.
  ///   - others: Y, `rank × columns`.
  ///   - regularization: λ.
  ///   - diagonalWeight: c, the weight of the diagonal blocks; 1 in the Hessian itself.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 8·rank flops for each entry.
  @specialized(where Scalar == Double, Factor == Double)
  @specialized(where Scalar == Double, Factor == Float)
  package func hessianProduct<Factor: TensorScalar>(
    _ a: Matrix<Factor>, _ b: Matrix<Factor>, own: Matrix<Factor>, others: Matrix<Factor>,
    regularization: Factor, diagonalWeight: Factor, parallelism: Parallelism
  ) -> Matrix<Factor> {
    let rank = own.rows
    precondition(
      own.columns == rows && others.columns == columns && others.rows == rank
        && a.shape == own.shape && b.shape == others.shape,
      "operands of a product with a Hessian that do not fit")
    let scale = 2 * diagonalWeight * regularization
    var result = Matrix<Factor>(rows: rank, columns: rows)
    result.updateColumns(chunk: 64, parallelism: parallelism, workspace: {}) { block, elements, _ in
      elements.withUnsafeMutableBufferPointer { elements in
        a.storage.withUnsafeBufferPointer { a in
          b.storage.withUnsafeBufferPointer { b in
            own.storage.withUnsafeBufferPointer { own in
              others.storage.withUnsafeBufferPointer { others in
                indices.withUnsafeBufferPointer { indices in
                  values.withUnsafeBufferPointer { values in
                    for row in block {
                      let out = elements.baseAddress! + rank * (row - block.lowerBound)
                      let range = self.range(ofRow: row)
                      guard !range.isEmpty else {
                        for place in 0..<rank {
                          out[place] = scale * a[rank * row + place]
                        }
                        continue
                      }
                      Factor._hessianRow(
                        rank, range.count, regularization, diagonalWeight, others.baseAddress!,
                        indices.baseAddress! + range.lowerBound,
                        values.baseAddress! + range.lowerBound, own.baseAddress! + rank * row,
                        b.baseAddress!, a.baseAddress! + rank * row, out)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
    return result
  }
}
