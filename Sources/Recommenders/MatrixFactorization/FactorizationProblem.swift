internal import RecommenderData
internal import Tensor

/// The objective of one set of ratings: its sweeps, value and gradient.
struct FactorizationProblem<Scalar: TensorScalar>: Sendable {
  /// Ratings by user.
  let byUser: SparseMatrix<Double>
  /// Ratings by item.
  let byItem: SparseMatrix<Double>
  /// The hyperparameters.
  let options: FactorizationOptions
  /// The threads to use.
  let parallelism: Parallelism
  /// An empty workspace of the row solves, copied for each thread.
  private let solver: RidgeSolver<Scalar>

  /// The number of rows that are solved as one unit of work.
  private static var chunk: Int { 32 }

  /// Checks the options against the data.
  init(
    _ ratings: RatingMatrix, options: FactorizationOptions, parallelism: Parallelism
  ) throws {
    guard ratings.userCount > 0 else { throw RecommenderError.emptyData(what: "user") }
    guard ratings.itemCount > 0 else { throw RecommenderError.emptyData(what: "item") }
    guard ratings.count > 0 else { throw RecommenderError.emptyData(what: "rating") }
    try options.validate(
      userCount: ratings.userCount, itemCount: ratings.itemCount,
      scalarSize: MemoryLayout<Scalar>.stride)
    byUser = ratings.byUser
    byItem = ratings.byItem
    self.options = options
    self.parallelism = parallelism
    solver = try RidgeSolver(
      rank: options.rank, regularization: Scalar(options.regularization))
  }

  /// The factors that a fit begins with.
  func start(from given: MatrixFactorization<Scalar>.Factors?) throws
    -> MatrixFactorization<Scalar>.Factors
  {
    if let given {
      try check(given.users, "user factors", count: byUser.rows)
      try check(given.items, "item factors", count: byItem.rows)
      return given
    }
    let (seed, deviation, rank) = (options.seed, options.initialDeviation, options.rank)
    var items = Matrix<Scalar>(rows: rank, columns: byItem.rows)
    items.updateColumns(chunk: 256, parallelism: parallelism, workspace: {}) {
      columns, elements, _ in
      var rng = SeededGenerator(seed: seed, stream: UInt64(columns.lowerBound))
      for place in elements.indices {
        elements[place] = Scalar(rng.nextNormal(deviation: deviation))
      }
    }
    return .init(users: Matrix(rows: rank, columns: byUser.rows), items: items)
  }

  private func check(_ factors: Matrix<Scalar>, _ what: String, count: Int) throws {
    guard factors.rows == options.rank, factors.columns == count else {
      throw RecommenderError.shapeMismatch(
        what: what, expected: "\(options.rank) × \(count)", found: factors.shape)
    }
    for (place, value) in factors.columnMajorElements.enumerated() where !value.isFinite {
      throw RecommenderError.factorNotFinite(
        what: what, row: place % options.rank, column: place / options.rank)
    }
  }

  /// One sweep: all users for fixed items, then all items for fixed users.
  func sweep(_ factors: inout MatrixFactorization<Scalar>.Factors, number: Int) throws {
    do throws(TensorError) {
      try solve(&factors.users, byUser, factors.items)
      try solve(&factors.items, byItem, factors.users)
    } catch {
      // The options are valid and the start is finite: only an overflow is left.
      throw RecommenderError.notFinite(sweep: number)
    }
  }

  private func solve(
    _ unknown: inout Matrix<Scalar>, _ observed: SparseMatrix<Double>, _ fixed: Matrix<Scalar>
  ) throws(TensorError) {
    let (solver, rank) = (solver, options.rank)
    try unknown.updateColumns(
      chunk: Self.chunk, parallelism: parallelism, workspace: { solver }
    ) { columns, elements, solver throws(TensorError) in
      for column in columns {
        try solver.solve(
          row: column, of: observed, factors: fixed, into: &elements,
          at: rank * (column - columns.lowerBound))
      }
    }
  }
}
