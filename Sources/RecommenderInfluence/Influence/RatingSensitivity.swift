internal import RecommenderData
internal import Recommenders
internal import Tensor

/// The gradient of an output of the factors, of which few blocks are not zero.
struct OutputGradient<Scalar: TensorScalar> {
  /// The block of each user that has one.
  var users: [(row: Int, numbers: [Scalar])] = []
  /// The block of each item that has one.
  var items: [(row: Int, numbers: [Scalar])] = []
}

/// ∇ℓ(k, j)ᵀH⁻¹g of every rating for several gradients g at once.
struct RatingSensitivity<Scalar: TensorScalar> {
  /// The greatest number of gradients that are solved for together.
  static var sides: Int { Scalar._sweepSides }

  /// What the solves so far rest on.
  private(set) var certificate: InfluenceCertificate

  private let problem: FactorizationLinearization<Scalar>
  private let solve: InfluenceSolve
  private var sweeps: BlockSweeps<Scalar>?

  /// Solves of one influence.
  init(_ influence: FactorizationInfluence<Scalar>) {
    certificate = influence.fitCertificate
    problem = influence.linearization
    solve = influence.solve
  }

  /// The sensitivity of each output to each rating: `sides` numbers for each rating by user, those
  /// beyond the number of gradients zero.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func callAsFunction(
    _ gradients: [OutputGradient<Scalar>]
  ) throws(InfluenceError) -> [Scalar] {
    var products =
      if let count = solve.sweeps { try swept(gradients, count) } else { try solved(gradients) }
    let errors = problem.residuals.values
    for place in errors.indices {
      let factor = Scalar(-2 * errors[place])
      for side in 0..<Self.sides { products[Self.sides * place + side] *= factor }
    }
    return products
  }

  private mutating func swept(
    _ gradients: [OutputGradient<Scalar>], _ count: Int
  ) throws(InfluenceError) -> [Scalar] {
    var state = sweeps ?? BlockSweeps(problem, sides: Self.sides)
    sweeps = nil
    state.run(
      halfGradient: blocks(gradients.map(\.users)), blocks(gradients.map(\.items)), count: count,
      order: .itemsFirst)
    defer { sweeps = state }
    if certificate.iterations == 0 {
      let first = problem.residual(
        of: .init(users: state.users.matrix(side: 0), items: state.items.matrix(side: 0)),
        dense(gradients[0]))
      certificate = certificate.adding(residual: first, iterations: count)
    }
    return state.products
  }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private mutating func solved(
    _ gradients: [OutputGradient<Scalar>]
  ) throws(InfluenceError) -> [Scalar] {
    var columns = Matrix<Scalar>(rows: problem.dimension, columns: gradients.count)
    for (column, gradient) in gradients.enumerated() {
      problem.store(dense(gradient), &columns, column)
    }
    let found = try problem.conjugateGradients(columns, solve)
    certificate = certificate.adding(
      residual: found.residual, flatPart: found.flatPart, iterations: found.iterations)
    var products = [Scalar](repeating: 0, count: Self.sides * problem.residuals.count)
    for column in gradients.indices {
      let s = problem.factors(found.solution, column)
      let sums = try problem.products(s)
      for place in sums.indices { products[Self.sides * place + column] = sums[place] }
    }
    return products
  }

  /// Half of the gradients' blocks of one side.
  private func blocks(
    _ gradients: [[(row: Int, numbers: [Scalar])]]
  ) -> SweepGradient<Scalar> {
    .blocks(
      gradients.enumerated().flatMap { side, blocks in
        blocks.map { .init(row: $0.row, side: side, numbers: $0.numbers.map { $0 / 2 }) }
      })
  }

  private func dense(_ gradient: OutputGradient<Scalar>) -> MatrixFactorization<Scalar>.Factors {
    func side(_ blocks: [(row: Int, numbers: [Scalar])], _ columns: Int) -> Matrix<Scalar> {
      var matrix = Matrix<Scalar>(rows: problem.rank, columns: columns)
      for block in blocks { matrix.setColumn(block.row, to: Vector(block.numbers)) }
      return matrix
    }
    return .init(
      users: side(gradient.users, problem.residuals.rows),
      items: side(gradient.items, problem.residuals.columns))
  }
}

extension InfluenceCertificate {
  /// This certificate with one more solve.
  func adding(
    residual: Double, flatPart: Double = 0, iterations: Int
  ) -> InfluenceCertificate {
    InfluenceCertificate(
      solve: solve, objective: objective, gradientNorm: gradientNorm,
      relativeGradient: relativeGradient, effectiveRank: effectiveRank,
      residual: Swift.max(self.residual, residual),
      flatPart: Swift.max(self.flatPart, flatPart),
      iterations: Swift.max(self.iterations, iterations))
  }
}
