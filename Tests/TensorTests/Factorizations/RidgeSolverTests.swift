import Testing

@testable import Tensor

/// Also covers `RidgeSolver+Kernel.swift`.
@Suite struct RidgeSolverTests {
  /// Rows with 0, 1, 2, 5, 8 and 300 entries of a matrix with 320 columns.
  func rows(seed: UInt64) -> SparseMatrix<Double> {
    var rng = SeededGenerator(seed: seed)
    var offsets = [0]
    var indices: [Int32] = []
    var values: [Double] = []
    for count in [0, 1, 2, 5, 8, 300] {
      indices += RandomSampling.indices(count, from: 320, using: &rng).sorted().map(Int32.init)
      values += (0..<count).map { _ in rng.nextNormal(mean: 3) }
      offsets.append(indices.count)
    }
    return SparseMatrix(
      rows: 6, columns: 320, uncheckedOffsets: offsets, indices: indices, values: values)
  }

  func randomFactors<Scalar: TensorScalar>(rank: Int, seed: UInt64) -> Matrix<Scalar> {
    var rng = SeededGenerator(seed: seed)
    return Matrix(rows: rank, columns: 320) { _, _ in Scalar(rng.nextNormal()) }
  }

  func solve<Scalar: TensorScalar>(
    _ matrix: SparseMatrix<Double>, row: Int, _ factors: Matrix<Scalar>, _ lambda: Scalar,
    _ form: RidgeSolver<Scalar>.Form = .automatic
  ) throws -> [Scalar] {
    var solver = try RidgeSolver(rank: factors.rows, regularization: lambda, form: form)
    var solution = [Scalar](repeating: 9, count: factors.rows + 2)
    var span = solution.mutableSpan
    try solver.solve(row: row, of: matrix, factors: factors, into: &span, at: 1)
    #expect(solution.first == 9 && solution.last == 9)
    return Array(solution.dropFirst().dropLast())
  }

  func expectStationary<Scalar: TensorScalar>(_: Scalar.Type, rank: Int, _ lambda: Scalar) throws {
    let matrix = rows(seed: 1)
    let factors: Matrix<Scalar> = randomFactors(rank: rank, seed: 2)
    for row in 0..<matrix.rows {
      for form in [RidgeSolver<Scalar>.Form.automatic, .primal, .dual] {
        let x = try solve(matrix, row: row, factors, lambda, form)
        // Half the gradient of ‖r − Fᵀx‖² + λ‖x‖² is λx − Σ (r − fᵀx) f, and a scale for its size.
        for k in 0..<rank {
          var gradient = lambda * x[k]
          var scale = abs(gradient)
          for position in matrix.range(ofRow: row) {
            let column = Int(matrix.indices[position])
            var error = Scalar(matrix.values[position])
            for other in 0..<rank { error -= factors[other, column] * x[other] }
            gradient -= error * factors[k, column]
            scale += (abs(error) + abs(Scalar(matrix.values[position]))) * abs(factors[k, column])
          }
          let condition = 1 + Scalar(matrix.range(ofRow: row).count) / lambda
          #expect(abs(gradient) <= 20 * Scalar(rank) * condition * .ulpOfOne * (1 + scale))
        }
      }
    }
  }

  @Test(arguments: [1, 4, 6, 20]) func solutionsAreStationary(rank: Int) throws {
    try expectStationary(Double.self, rank: rank, 0.5)
    try expectStationary(Double.self, rank: rank, 20)
    try expectStationary(Float.self, rank: rank, 5)
  }

  @Test func primalAndDualAgreeToRounding() throws {
    let matrix = rows(seed: 3)
    let factors: Matrix<Double> = randomFactors(rank: 12, seed: 4)
    for row in 0..<matrix.rows {
      let primal = try solve(matrix, row: row, factors, 2, .primal)
      let dual = try solve(matrix, row: row, factors, 2, .dual)
      let scale = primal.map(abs).max()!
      for (left, right) in zip(primal, dual) {
        #expect(abs(left - right) <= 1e4 * Double.ulpOfOne * scale)
      }
    }
  }

  @Test func oneEntryHasTheClosedForm() throws {
    // x = f r / (λ + ‖f‖²): 2·(3, 4) / (7 + 25).
    let matrix = SparseMatrix(
      rows: 1, columns: 1, uncheckedOffsets: [0, 1], indices: [0], values: [2.0])
    let factors = Matrix<Double>(rows: 2, columns: 1, columnMajor: [3, 4])
    for form in [RidgeSolver<Double>.Form.primal, .dual] {
      let x = try solve(matrix, row: 0, factors, 7, form)
      #expect(abs(x[0] - 6 / 32.0) < 1e-15)
      #expect(abs(x[1] - 8 / 32.0) < 1e-15)
    }
  }

  @Test func aRowWithoutEntriesIsZero() throws {
    let factors: Matrix<Double> = randomFactors(rank: 3, seed: 5)
    #expect(try solve(rows(seed: 1), row: 0, factors, 1) == [0, 0, 0])
    #expect(try solve(rows(seed: 1), row: 0, factors, 1, .primal) == [0, 0, 0])
  }

  @Test func factorsThatAreNotFiniteAreAnError() throws {
    let matrix = rows(seed: 1)
    for form in [RidgeSolver<Double>.Form.primal, .dual] {
      for bad in [Double.nan, .infinity] {
        var factors: Matrix<Double> = randomFactors(rank: 3, seed: 6)
        factors[1, Int(matrix.indices[matrix.range(ofRow: 3).lowerBound])] = bad
        #expect(throws: TensorError.self) { try solve(matrix, row: 3, factors, 1, form) }
      }
    }
  }

  @Test func rejectsArgumentsOutsideTheirRange() {
    #expect(throws: TensorError.self) { try RidgeSolver<Double>(rank: 0, regularization: 1) }
    for lambda in [0, -1, .nan, .infinity] as [Double] {
      #expect(throws: TensorError.self) { try RidgeSolver(rank: 1, regularization: lambda) }
    }
    let narrow = Matrix<Double>(rows: 3, columns: 319)
    #expect(throws: TensorError.self) { try solve(rows(seed: 1), row: 1, narrow, 1) }
  }
}
