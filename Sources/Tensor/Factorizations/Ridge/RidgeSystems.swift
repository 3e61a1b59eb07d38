/// The systems of all rows of a ridge regression, factorized once for many right-hand sides.
///
/// Row i of a sparse matrix, with entries in the columns Ω of the factors F, has the system
///
///     (λI + F_ΩF_Ωᵀ) x = v,
///
/// symmetric, positive definite and of order `rank`: half of a diagonal block of the Hessian of
/// alternating least squares. Short rows keep the Cholesky factor of λI + F_ΩᵀF_Ω instead, which
/// has the order of their length and gives the same answer.
///
/// ```swift
/// let systems = try RidgeSystems(of: ratings.byItem, factors: users, regularization: 5)
/// try systems.solve(row: 3, &rightHandSide)
/// ```
public struct RidgeSystems<Scalar: TensorScalar>: Sendable {
  /// Whose entries say which columns of F a row has; values do not matter.
  public let pattern: SparseMatrix<Double>
  /// F, of shape `rank × pattern.columns`.
  public let factors: Matrix<Scalar>
  /// λ, positive.
  public let regularization: Scalar
  /// Factors by rows of the lower triangle, the reciprocals of pivots on the diagonal.
  let packed: [Scalar]
  /// Where in `packed` the factor of each row begins.
  let starts: [Int]

  /// The number of factors.
  public var rank: Int { factors.rows }

  /// The number of entries of the longest row.
  let longestRow: Int

  /// Factorizes the system of each row.
  ///
  /// - Parameters:
  ///   - pattern: Whose entries say which columns of F a row has.
  ///   - factors: F, of shape `rank × pattern.columns`.
  ///   - regularization: λ, positive and finite.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Throws: `TensorError.shapeMismatch` if the factors do not fit, `.invalidArgument` for λ,
  ///   `.notPositiveDefinite` or `.notFinite` for factors that are not finite or overflow.
  /// - Complexity: O(Σ min(m²·rank + m³, m·rank² + rank³)) flops over the rows with m entries each;
  ///   memory for Σ min(m, rank)²/2 numbers.
  public init(
    of pattern: SparseMatrix<Double>, factors: Matrix<Scalar>, regularization: Scalar,
    parallelism: Parallelism = .serial
  ) throws(TensorError) {
    guard factors.columns == pattern.columns, factors.rows >= 1 else {
      throw .shapeMismatch(
        operation: "RidgeSystems", expected: "factors of rank × \(pattern.columns)",
        found: factors.shape)
    }
    guard regularization > 0, regularization.isFinite else {
      throw .invalidArgument(
        name: "regularization", requirement: "\(regularization) is not positive and finite")
    }
    try factors.requireFinite()
    let rank = factors.rows
    var starts = [0]
    starts.reserveCapacity(pattern.rows + 1)
    for row in 0..<pattern.rows {
      let entries = pattern.range(ofRow: row).count
      let order = RidgeSolver<Scalar>.isDualFaster(entries: entries, rank: rank) ? entries : rank
      starts.append(starts[row] + order * (order + 1) / 2)
    }
    self.pattern = pattern
    self.factors = factors
    self.regularization = regularization
    self.starts = starts
    longestRow = (0..<pattern.rows).reduce(0) { max($0, pattern.range(ofRow: $1).count) }
    packed = try Self.factorize(pattern, factors, regularization, starts, parallelism)
  }

  /// Solves the system of one row in place.
  ///
  /// - Parameters:
  ///   - row: A row of the pattern.
  ///   - vector: v, of `rank` elements; receives x.
  /// - Complexity: O(min(m·rank + m², rank²)) flops for a row with m entries.
  public func solve(row: Int, _ vector: inout Vector<Scalar>) {
    precondition(vector.count == rank, "\(vector.count) numbers for a system of order \(rank)")
    vector.withMutableSpan { solve(row: row, &$0, at: 0) }
  }

  /// Solves the system of one row in place, for numbers that begin at `offset`.
  public func solve(row: Int, _ elements: inout MutableSpan<Scalar>, at offset: Int) {
    precondition(
      offset >= 0 && offset + rank <= elements.count,
      "no room for \(rank) factors at \(offset) of \(elements.count)")
    solveUnchecked(row: row, &elements, at: offset)
  }

  /// Whether a row of `entries` keeps the factor of the dual system.
  func isDual(_ entries: Int) -> Bool {
    RidgeSolver<Scalar>.isDualFaster(entries: entries, rank: rank)
  }
}
