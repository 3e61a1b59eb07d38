internal import Recommenders
internal import Tensor

/// Block Gauss–Seidel sweeps on H s = g from zero, for 1 or 8 right-hand sides at once.
///
/// A sweep in the order users, items is a linearized sweep of alternating least squares, which
/// fits users first; in the order items, users it is the adjoint of one.
struct BlockSweeps<Scalar: TensorScalar> {
  /// Which side a sweep begins with.
  enum Order {
    /// As alternating least squares does: how factors follow a change of g.
    case usersFirst
    /// Reversed: the transpose of as many sweeps in the other order.
    case itemsFirst
  }

  /// s of users, `rank·sides × users`; the sides of a number lie side by side.
  private(set) var users: Matrix<Scalar>
  /// s of items, `rank·sides × items`.
  private(set) var items: Matrix<Scalar>
  /// y_iᵀs_u + x_uᵀs_i of each rating by user, `sides` numbers each.
  private(set) var products: [Scalar]

  private let problem: FactorizationLinearization<Scalar>
  private let sides: Int

  /// Sweeps on the linearization of a problem, for 1 or 8 right-hand sides.
  init(_ problem: FactorizationLinearization<Scalar>, sides: Int) {
    self.problem = problem
    self.sides = sides
    let rows = problem.rank * sides
    users = Matrix(rows: rows, columns: problem.residuals.rows)
    items = Matrix(rows: rows, columns: problem.residuals.columns)
    products = Array(repeating: 0, count: sides * problem.residuals.count)
  }

  /// Runs `count` sweeps from zero.
  ///
  /// - Parameters:
  ///   - ofUsers: g/2 of users.
  ///   - ofItems: g/2 of items.
  mutating func run(
    halfGradient ofUsers: BlockVector<Scalar>, _ ofItems: BlockVector<Scalar>, count: Int,
    order: Order
  ) {
    users *= 0
    items *= 0
    for place in products.indices { products[place] = 0 }
    var earlier: [Scalar] = []
    for sweep in 1...count {
      if order == .usersFirst { updateUsers(ofUsers) } else { updateItems(ofItems) }
      if sweep == count { earlier = products }
      if order == .usersFirst { updateItems(ofItems) } else { updateUsers(ofUsers) }
    }
    for place in products.indices { products[place] += earlier[place] }
  }

  private mutating func updateUsers(_ halfGradient: BlockVector<Scalar>) {
    problem.userSystems.sweep(
      &users, from: halfGradient, others: items, residuals: problem.residuals.values,
      products: &products, places: nil, sides: sides, parallelism: problem.parallelism)
  }

  private mutating func updateItems(_ halfGradient: BlockVector<Scalar>) {
    problem.itemSystems.sweep(
      &items, from: halfGradient, others: users, residuals: problem.residualsByItem.values,
      products: &products, places: problem.places, sides: sides,
      parallelism: problem.parallelism)
  }
}
