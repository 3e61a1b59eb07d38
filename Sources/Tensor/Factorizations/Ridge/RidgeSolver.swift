/// Solves the ridge regressions of alternating least squares, one row of a sparse matrix at a time.
///
/// For a row r with m entries in the columns Ω and a factor matrix F of shape `rank × columns`,
/// the solution x minimizes ‖r − F_Ωᵀx‖² + λ‖x‖². Both forms of it are exact:
/// - primal, for long rows: x = (λI + F_Ω F_Ωᵀ)⁻¹ F_Ω r, a system of order `rank`;
/// - dual, for short rows: x = F_Ω (λI + F_ΩᵀF_Ω)⁻¹ r, a system of order m.
///
/// A value of this type is scratch memory: make one for each thread and reuse it, and no row
/// allocates anything.
public struct RidgeSolver<Scalar: TensorScalar>: Sendable {
  /// Which system of equations a row is solved by.
  public enum Form: Sendable {
    /// The faster one: dual for rows shorter than four fifths of the rank.
    case automatic
    /// The normal equations, of order `rank`.
    case primal
    /// The kernel equations, of order m.
    case dual
  }

  /// The number of factors.
  public let rank: Int
  /// λ, positive.
  public let regularization: Scalar
  /// Which system is solved.
  public let form: Form

  /// The memory that rows are solved in, grown to the longest row seen.
  var scratch: [Scalar] = []

  /// Scratch memory for rows of any length.
  ///
  /// - Parameters:
  ///   - rank: The number of factors, at least one.
  ///   - regularization: λ, positive and finite.
  ///   - form: Which system to solve; the default takes the faster one.
  /// - Throws: `TensorError.invalidArgument` for a rank or λ outside its range.
  public init(rank: Int, regularization: Scalar, form: Form = .automatic) throws(TensorError) {
    guard rank >= 1 else {
      throw .invalidArgument(name: "rank", requirement: "\(rank) is not at least 1")
    }
    guard regularization > 0, regularization.isFinite else {
      throw .invalidArgument(
        name: "regularization", requirement: "\(regularization) is not positive and finite")
    }
    self.rank = rank
    self.regularization = regularization
    self.form = form
  }

  /// Solves for one row.
  ///
  /// - Parameters:
  ///   - row: A row of `matrix`.
  ///   - matrix: The observed values.
  ///   - factors: F, of shape `rank × matrix.columns`.
  ///   - solution: Receives x from position `offset` on; zero for a row without entries.
  ///   - offset: Where x begins.
  /// - Throws: `TensorError.notFinite` with the row of `matrix` and the place in x if a factor or
  ///   value is not finite or their products overflow; `.notPositiveDefinite` if that shows in the
  ///   factorization already; `.shapeMismatch` if the factors do not fit.
  /// - Complexity: O(m²·rank + m³) flops for short rows, else O(m·rank² + rank³).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public mutating func solve(
    row: Int, of matrix: SparseMatrix<Double>, factors: Matrix<Scalar>,
    into solution: inout MutableSpan<Scalar>, at offset: Int
  ) throws(TensorError) {
    guard factors.rows == rank, factors.columns == matrix.columns else {
      throw .shapeMismatch(
        operation: "RidgeSolver.solve", expected: "factors of \(rank) × \(matrix.columns)",
        found: factors.shape)
    }
    precondition(
      offset >= 0 && offset + rank <= solution.count,
      "no room for \(rank) factors at \(offset) of \(solution.count)")
    let entries = matrix.range(ofRow: row)
    let isDual =
      switch form {
      case .automatic: Self.isDualFaster(entries: entries.count, rank: rank)
      case .primal: false
      case .dual: true
      }
    let pivot = solve(
      isDual: isDual, entries, of: matrix, factors: factors, into: &solution, at: offset)
    if pivot != 0 {
      throw .notPositiveDefinite(pivot: pivot, order: isDual ? entries.count : rank)
    }
    for place in offset..<offset + rank where !solution[place].isFinite {
      throw .notFinite(row: row, column: place - offset)
    }
  }

  /// Whether the dual system is the quicker one to factorize.
  ///
  /// The kernels of the two forms take as long at 0.8 of the rank: the dual one has sums across
  /// lanes.
  static func isDualFaster(entries: Int, rank: Int) -> Bool { entries * 5 < rank * 4 }
}
