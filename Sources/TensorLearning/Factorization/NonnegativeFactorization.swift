public import Tensor

/// A factorization V ≈ WH of a sparse matrix into two dense ones without negative numbers.
///
/// Lee and Seung's multiplicative updates lower ‖V − WH‖² in the Frobenius norm, where what V does
/// not store counts as zero:
///
///     H ← H ⊙ (WᵀV) ⊘ (WᵀWH),   W ← W ⊙ (VHᵀ) ⊘ (WHHᵀ)                    [Lee2001, Theorem 1]
///
/// The objective never rises; the minimum found depends on the random start. An element whose
/// denominator is zero does not matter to the objective and stays.
public struct NonnegativeFactorization<Scalar: TensorScalar>: Equatable, Sendable {
  /// Wᵀ, of shape `rank × rows`: a column for each row of V.
  public private(set) var rowFactors: Matrix<Scalar>
  /// H, of shape `rank × columns`: a column for each column of V.
  public private(set) var columnFactors: Matrix<Scalar>
  /// ‖V − WH‖² after each iteration, not negative.
  public private(set) var objectives: [Double] = []
  /// Whether the tolerance ended the iteration, not their number.
  public private(set) var isConverged = false

  /// Factorizes a matrix.
  ///
  /// - Parameters:
  ///   - matrix: V, its values finite and not negative.
  ///   - rank: The number of rows of H, at least 1.
  ///   - iterations: The greatest number of iterations; each updates H, then W.
  ///   - tolerance: Iterations end after one that lowers the objective by less than this share of
  ///     it; 0 never does.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - progress: Called after each iteration; an error that it throws ends the factorization.
  ///   - rng: The source of the start: factors uniform in (0, 1] times 2√(v̄/rank), v̄ the mean of V,
  ///     so that WH has about the mean of V.
  /// - Throws: `LearningError` for options or values out of range, or if the objective leaves the
  ///   finite numbers; whatever `progress` throws.
  /// - Complexity: An iteration takes 4·entries·`rank` + 4·(rows + columns)·`rank`² flops. Memory for
  ///   the factors twice and the transpose of V; WH is never formed, the objective comes from
  ///   ‖V‖² − 2⟨W, VHᵀ⟩ + ⟨WᵀW, HHᵀ⟩ with a rounding error of about an ulp of ‖V‖².
  public init(
    _ matrix: SparseMatrix<Scalar>, rank: Int, iterations: Int = 200, tolerance: Double = 1e-4,
    parallelism: Parallelism = .automatic, progress: ((Progress) throws -> Void)? = nil,
    using rng: inout some RandomNumberGenerator
  ) throws {
    try LearningError.require(rank >= 1, "rank", "\(rank) is not at least 1")
    let mean = try Self.sums(matrix).sum / (Double(matrix.rows) * Double(matrix.columns))
    let largest = 2 * (mean / Double(rank)).squareRoot()
    let rowFactors = Self.start(rank, matrix.rows, largest, &rng)
    try self.init(
      matrix, rowFactors: rowFactors,
      columnFactors: Self.start(rank, matrix.columns, largest, &rng), iterations: iterations,
      tolerance: tolerance, parallelism: parallelism, progress: progress)
  }

  /// Factorizes a matrix from given factors, which are positive.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  init(
    _ matrix: SparseMatrix<Scalar>, rowFactors: Matrix<Scalar>, columnFactors: Matrix<Scalar>,
    iterations: Int, tolerance: Double, parallelism: Parallelism,
    progress: ((Progress) throws -> Void)? = nil
  ) throws {
    try LearningError.require(iterations >= 0, "iterations", "\(iterations) is not at least 0")
    try LearningError.require(
      tolerance >= 0 && tolerance < 1, "tolerance", "\(tolerance) is not at least 0 and below 1")
    self.rowFactors = rowFactors
    self.columnFactors = columnFactors
    let squaredNorm = try Self.sums(matrix).squaredNorm
    let transposed = matrix.transposed
    var last = Double.infinity
    while objectives.count < iterations, !isConverged {
      self.columnFactors.multiply(
        by: self.rowFactors.timesTransposed(transposed, parallelism: parallelism),
        over: self.rowFactors.rowGram().times(self.columnFactors, parallelism: parallelism))
      let targets = self.columnFactors.timesTransposed(matrix, parallelism: parallelism)
      let gram = self.columnFactors.rowGram()
      self.rowFactors.multiply(
        by: targets, over: gram.times(self.rowFactors, parallelism: parallelism))
      let objective =
        squaredNorm - 2 * self.rowFactors.innerProduct(targets, parallelism: parallelism)
        + self.rowFactors.rowGram().innerProduct(gram, parallelism: parallelism)
      guard objective.isFinite else {
        throw LearningError.notFinite(
          what: "the objective of the factorization", step: objectives.count + 1,
          likelyCause: "values of the matrix are too large; scale them down")
      }
      objectives.append(max(0, objective))
      isConverged = objective <= 0 || (last - objective) < tolerance * last
      last = objective
      try progress?(
        Progress(
          iteration: objectives.count, iterations: iterations, objective: max(0, objective)))
    }
  }

  /// The sum and the squared norm of all values.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func sums(
    _ matrix: SparseMatrix<Scalar>
  ) throws(LearningError) -> (sum: Double, squaredNorm: Double) {
    guard matrix.rows > 0, matrix.columns > 0 else {
      throw .invalidData(what: "the matrix", requirement: "\(matrix.shape) has no element")
    }
    var (sum, squaredNorm) = (0.0, 0.0)
    for row in 0..<matrix.rows {
      for position in matrix.range(ofRow: row) {
        let value = Double(matrix.values[position])
        guard value >= 0, value.isFinite else {
          throw .invalidData(
            what: "row \(row), column \(matrix.indices[position])",
            requirement: "\(value) is not finite and at least 0")
        }
        sum += value
        squaredNorm += value * value
      }
    }
    return (sum, squaredNorm)
  }

  private static func start(
    _ rank: Int, _ count: Int, _ largest: Double, _ rng: inout some RandomNumberGenerator
  ) -> Matrix<Scalar> {
    Matrix(rows: rank, columns: count) { _, _ in Scalar(largest * (1 - rng.nextUniform())) }
  }
}

extension Matrix {
  /// Multiplies each element by a quotient, unless its denominator is zero.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  fileprivate mutating func multiply(by numerators: Matrix, over denominators: Matrix) {
    for place in storage.indices where denominators.storage[place] > 0 {
      // The quotient alone could overflow where both the element and its denominator are tiny.
      storage[place] = storage[place] * numerators.storage[place] / denominators.storage[place]
    }
  }
}
