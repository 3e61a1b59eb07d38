import Tensor
import Testing

@testable import TensorLearning

/// `NonnegativeFactorization.swift`.
@Suite struct NonnegativeFactorizationTests {
  /// A sparse matrix of non-negative numbers with an empty row and an empty column.
  func sample<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, _: Scalar.Type = Scalar.self
  ) -> SparseMatrix<Scalar> {
    var rng = SeededGenerator(seed: 3)
    return SparseMatrix(
      Matrix<Scalar>(rows: rows, columns: columns) { row, column in
        row == 2 || column == 1 || rng.nextUniform() > 0.3 ? 0 : Scalar(5 * rng.nextUniform())
      })
  }

  @Test func matchesNumPy() throws {
    let matrix = SparseMatrix<Double>([[5, 0, 1, 0], [0, 3, 0, 2], [4, 1, 0, 0]])
    func start(_ columns: Int, _ offset: Int) -> Matrix<Double> {
      wave(2, columns, offset) + Matrix(rows: 2, columns: columns, repeating: 1)
    }
    let result = try NonnegativeFactorization(
      matrix, rowFactors: start(3, 1), columnFactors: start(4, 2), iterations: 2, tolerance: 0,
      parallelism: .serial)
    let rows: [Double] = [
      1.430241482221419, 1.609044065200559, 0.4518812795947801, 0.07636295173797442,
      0.9511777428751061, 1.573628857495176,
    ]
    let columns: [Double] = [
      1.647829956888608, 1.526685738527215, 0.4658486056120519, 0.2064715782023388,
      0.1518727161687493, 0.211452579421232, 0.2201696041303403, 0.03517245542263559,
    ]
    let tolerance = 64 * Double.ulpOfOne
    let rowError = result.rowFactors - Matrix(rows: 2, columns: 3, columnMajor: rows)
    let columnError = result.columnFactors - Matrix(rows: 2, columns: 4, columnMajor: columns)
    #expect(rowError.greatestMagnitude <= tolerance)
    #expect(columnError.greatestMagnitude <= tolerance)
    #expect(abs(result.objectives[1] - 13.76241228805505) <= 56 * tolerance)
  }

  func neverRises<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let matrix = sample(30, 40, Scalar.self)
    var rng = SeededGenerator(seed: 1)
    var seen: [Double] = []
    let result = try NonnegativeFactorization(
      matrix, rank: 5, iterations: 150, tolerance: 0, progress: { seen.append($0.objective) },
      using: &rng)
    #expect(seen == result.objectives && seen.count == 150)
    let norm = Double(matrix.toDense().frobeniusNorm)
    let rounding = 64 * Double(Scalar.ulpOfOne) * norm * norm
    for (earlier, later) in zip(seen, seen.dropFirst()) { #expect(later <= earlier + rounding) }
    #expect(seen[149] < seen[0])
    let residual =
      matrix.toDense() - result.rowFactors.transposedTimes(result.columnFactors)
    let objective = Double(residual.frobeniusNorm) * Double(residual.frobeniusNorm)
    #expect(abs(objective - seen[149]) <= rounding)
    let elements =
      result.rowFactors.columnMajorElements + result.columnFactors.columnMajorElements
    #expect(elements.allSatisfy { $0 >= 0 && $0.isFinite })
    // An empty row or column gets no factors.
    #expect(result.rowFactors.column(2).norm == 0)
    #expect(result.columnFactors.column(1).norm == 0)
  }

  @Test func objectiveNeverRises() throws {
    try neverRises(Double.self)
    try neverRises(Float.self)
  }

  @Test func recoversAMatrixOfRankOne() throws {
    let (left, right): (Matrix<Double>, Matrix<Double>) = (
      [[1], [0], [3], [0.5]], [[2, 4, 0, 1, 7]]
    )
    let matrix = left * right
    var rng = SeededGenerator(seed: 2)
    let result = try NonnegativeFactorization(SparseMatrix(matrix), rank: 1, using: &rng)
    let product = result.rowFactors.transposedTimes(result.columnFactors)
    #expect((product - matrix).greatestMagnitude <= 64 * Double.ulpOfOne * 21)
    #expect(result.isConverged)
  }

  @Test func seedsDecideAndThreadsDoNot() throws {
    let matrix = sample(300, 700, Float.self)
    func run(seed: UInt64, threads: Int) throws -> NonnegativeFactorization<Float> {
      var rng = SeededGenerator(seed: seed)
      return try NonnegativeFactorization(
        matrix, rank: 4, iterations: 5, parallelism: .init(threads: threads), using: &rng)
    }
    #expect(try run(seed: 1, threads: 1) == run(seed: 1, threads: 3))
    #expect(try run(seed: 1, threads: 1) != run(seed: 2, threads: 1))
  }

  @Test func aMatrixOfZerosIsExact() throws {
    var rng = SeededGenerator(seed: 2)
    let result = try NonnegativeFactorization(
      SparseMatrix(Matrix<Double>(rows: 3, columns: 2)), rank: 2, using: &rng)
    #expect(result.objectives == [0] && result.isConverged)
  }

  @Test func aCallbackEndsIt() throws {
    var rng = SeededGenerator(seed: 2)
    #expect(throws: CancellationError.self) {
      try NonnegativeFactorization(
        sample(10, 10, Double.self), rank: 2, progress: { _ in throw CancellationError() },
        using: &rng)
    }
  }

  @Test func rejectsWhatItCannotFactorize() throws {
    var rng = SeededGenerator(seed: 2)
    func factorize(
      _ matrix: Matrix<Double>, rank: Int = 1, iterations: Int = 3, tolerance: Double = 0
    ) throws {
      _ = try NonnegativeFactorization(
        SparseMatrix(matrix), rank: rank, iterations: iterations, tolerance: tolerance,
        using: &rng)
    }
    #expect(
      throws: LearningError.invalidData(
        what: "row 1, column 0", requirement: "-1.0 is not finite and at least 0")
    ) { try factorize([[1, 2], [-1, 0]]) }
    #expect(throws: LearningError.self) { try factorize([[1, .nan]]) }
    #expect(throws: LearningError.self) { try factorize(Matrix(rows: 0, columns: 3)) }
    #expect(throws: LearningError.self) { try factorize([[1]], rank: 0) }
    #expect(throws: LearningError.self) { try factorize([[1]], iterations: -1) }
    #expect(throws: LearningError.self) { try factorize([[1]], tolerance: 1) }
    let error = #expect(throws: LearningError.self) { try factorize([[1e200, 1]]) }
    #expect(error?.description.contains("scale them down") == true)
  }
}
