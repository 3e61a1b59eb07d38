/// The systems (I − c BᵀB) x = b for many right-hand sides at once, with 0 ≤ c < 1 and no singular
/// value of B above 1.
///
/// Their eigenvalues lie in [1 − c, 1], so that Chebyshev's semi-iteration needs no inner products:
/// the number of steps, and so every bit, follows from c and the tolerance alone, and of right-hand
/// sides that are solved together none affects another. The residual falls by
/// (1 − √(1 − c))²/c in each step, that of the power iteration by c.
/// [Golub and Van Loan 2013, §11.2.8]
package struct GramSystem<Scalar: TensorScalar>: Sendable {
  /// B.
  package let matrix: SparseMatrix<Double>
  /// Bᵀ.
  package let transposed: SparseMatrix<Double>
  /// c.
  package let weight: Double
  /// The number of steps, the first of which needs no product, the others one by B and one by Bᵀ.
  package let steps: Int

  /// The systems of one matrix.
  ///
  /// - Parameters:
  ///   - matrix: B, without a singular value above 1.
  ///   - transposed: Bᵀ.
  ///   - weight: c, in [0, 1).
  ///   - tolerance: The relative residual ‖b − (I − c BᵀB) x‖₂/‖b‖₂ that is reached but for rounding,
  ///     in (0, 1).
  package init(
    _ matrix: SparseMatrix<Double>, transposed: SparseMatrix<Double>, weight: Double,
    tolerance: Double
  ) {
    precondition(
      matrix.rows == transposed.columns && matrix.columns == transposed.rows
        && matrix.count == transposed.count, "\(matrix.shape) beside \(transposed.shape)")
    precondition(0 <= weight && weight < 1, "a weight of \(weight)")
    precondition(0 < tolerance && tolerance < 1, "a tolerance of \(tolerance)")
    self.matrix = matrix
    self.transposed = transposed
    self.weight = weight
    steps = Self.steps(weight: weight, tolerance: tolerance)
  }

  /// The number of steps to a tolerance: the residual's Chebyshev polynomial is at most
  /// 1/T_k(σ) = 2/(s^k + s^−k), with s = σ + √(σ² − 1) and σ = (2 − c)/c.
  private static func steps(weight: Double, tolerance: Double) -> Int {
    guard weight > 0 else { return 1 }
    let sigma = (2 - weight) / weight
    let base = sigma + (sigma * sigma - 1).squareRoot()
    var (power, steps) = (base, 1)
    while 2 / (power + 1 / power) > tolerance {
      power *= base
      steps += 1
    }
    return steps
  }

  /// ‖b − (I − c BᵀB) x‖₂/‖b‖₂ of each right-hand side, measured in double precision; 0 for b = 0.
  ///
  /// - Parameters:
  ///   - x: Solutions, as ``solve(_:parallelism:)`` has them.
  ///   - b: The right-hand sides, of the shape of `x`.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: 4 flops for each entry of B and right-hand side, as a step of the solve; memory for four
  ///   copies of `x` in double precision.
  package func residuals(
    of x: Matrix<Scalar>, for b: Matrix<Scalar>, parallelism: Parallelism
  ) -> [Double] {
    precondition(x.shape == b.shape, "\(x.shape) for \(b.shape)")
    let (found, wanted) = (Matrix<Double>(converting: x), Matrix<Double>(converting: b))
    let images = GramSystem<Double>.product(matrix, found, parallelism)
    let left = wanted - found + weight * GramSystem<Double>.product(transposed, images, parallelism)
    return (0..<wanted.rows).map { side in
      let size = wanted.row(side).norm
      return size > 0 ? left.row(side).norm / size : 0
    }
  }

  /// B x for each right-hand side: a row for each of them, a column for each row of B.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func times(_ x: Matrix<Scalar>, parallelism: Parallelism) -> Matrix<Scalar> {
    Self.product(matrix, x, parallelism)
  }

  /// Bᵀx for each right-hand side: a row for each of them, a column for each column of B.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func transposedTimes(_ x: Matrix<Scalar>, parallelism: Parallelism) -> Matrix<Scalar> {
    Self.product(transposed, x, parallelism)
  }
}
