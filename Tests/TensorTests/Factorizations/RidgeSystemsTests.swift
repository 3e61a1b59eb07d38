import Tensor
import Testing

@Suite struct RidgeSystemsTests {
  /// A pattern with rows of every length up to `longest`, one of them empty.
  func pattern(longest: Int, columns: Int) throws -> SparseMatrix<Double> {
    var rng = SeededGenerator(seed: 1)
    var entries: [(row: Int, column: Int, value: Double)] = []
    for row in 0...longest {
      for column in RandomSampling.indices(row, from: columns, using: &rng) {
        entries.append((row, column, 1))
      }
    }
    return try SparseMatrix(rows: longest + 1, columns: columns, entries: entries)
  }

  func factors<Scalar: TensorScalar>(_ rank: Int, _ columns: Int) -> Matrix<Scalar> {
    var rng = SeededGenerator(seed: 2)
    var matrix = Matrix<Scalar>(rows: rank, columns: columns)
    for column in 0..<columns {
      for row in 0..<rank { matrix[row, column] = Scalar(rng.nextNormal()) }
    }
    return matrix
  }

  func expectSolutions<Scalar: TensorScalar>(_ type: Scalar.Type, rank: Int) throws {
    let pattern = try pattern(longest: 40, columns: 60)
    let factors: Matrix<Scalar> = factors(rank, 60)
    let systems = try RidgeSystems(of: pattern, factors: factors, regularization: 2)
    for row in 0..<pattern.rows {
      let right = factors.column(row)
      var solution = right
      systems.solve(row: row, &solution)
      var product = 2 * solution
      for position in pattern.range(ofRow: row) {
        let column = factors.column(Int(pattern.indices[position]))
        product += column.dot(solution) * column
      }
      #expect((product - right).norm <= 400 * Scalar.ulpOfOne * (1 + right.norm) * 100)
    }
  }

  @Test(arguments: [1, 2, 5, 8, 17, 33]) func solutionsSatisfyTheirSystems(rank: Int) throws {
    try expectSolutions(Double.self, rank: rank)
    try expectSolutions(Float.self, rank: rank)
  }

  @Test func threadsDoNotChangeBits() throws {
    let pattern = try pattern(longest: 100, columns: 120)
    let factors: Matrix<Double> = factors(20, 120)
    func solutions(_ threads: Int) throws -> [Vector<Double>] {
      let systems = try RidgeSystems(
        of: pattern, factors: factors, regularization: 2,
        parallelism: Parallelism(threads: threads))
      return (0..<pattern.rows).map { row in
        var solution = factors.column(row)
        systems.solve(row: row, &solution)
        return solution
      }
    }
    #expect(try solutions(1) == solutions(3))
  }

  @Test func badOperandsThrow() throws {
    let pattern = try pattern(longest: 4, columns: 6)
    let factors: Matrix<Double> = factors(3, 6)
    #expect(throws: TensorError.self) {
      try RidgeSystems(
        of: pattern, factors: self.factors(3, 7) as Matrix<Double>, regularization: 1)
    }
    #expect(throws: TensorError.self) {
      try RidgeSystems(of: pattern, factors: factors, regularization: 0)
    }
    var broken = factors
    broken[1, 2] = .nan
    #expect(throws: TensorError.notFinite(row: 1, column: 2)) {
      try RidgeSystems(of: pattern, factors: broken, regularization: 1)
    }
  }
}
