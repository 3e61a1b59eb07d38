internal import Recommenders
internal import Tensor

/// Block Gauss–Seidel sweeps on H s = g from zero, for one right-hand side or many at once.
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

  /// s of users.
  private(set) var users: BlockVectors<Scalar>
  /// s of items.
  private(set) var items: BlockVectors<Scalar>
  /// y_iᵀs_u + x_uᵀs_i of each rating by user, a number for each side.
  private(set) var products: [Scalar]

  private let problem: FactorizationLinearization<Scalar>

  /// Sweeps on the linearization of a problem; see ``BlockVectors`` for the number of sides.
  init(_ problem: FactorizationLinearization<Scalar>, sides: Int) {
    self.problem = problem
    users = BlockVectors(count: problem.residuals.rows, rank: problem.rank, sides: sides)
    items = BlockVectors(count: problem.residuals.columns, rank: problem.rank, sides: sides)
    products = Array(repeating: 0, count: sides * problem.residuals.count)
  }

  /// Runs `count` sweeps from zero.
  ///
  /// - Parameters:
  ///   - ofUsers: g/2 of users.
  ///   - ofItems: g/2 of items.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func run(
    halfGradient ofUsers: SweepGradient<Scalar>, _ ofItems: SweepGradient<Scalar>, count: Int,
    order: Order
  ) {
    users.clear()
    items.clear()
    products = Array(repeating: 0, count: products.count)
    var earlier: [Scalar] = []
    for sweep in 1...count {
      if order == .usersFirst { updateUsers(ofUsers) } else { updateItems(ofItems) }
      if sweep == count { earlier = products }
      if order == .usersFirst { updateItems(ofItems) } else { updateUsers(ofUsers) }
    }
    for place in products.indices { products[place] += earlier[place] }
  }

  private mutating func updateUsers(_ halfGradient: SweepGradient<Scalar>) {
    halfGradient.copy(to: &users)
    problem.userSystems.sweep(
      &users, others: items, residuals: problem.residuals.values, products: &products,
      places: nil, parallelism: problem.parallelism)
  }

  private mutating func updateItems(_ halfGradient: SweepGradient<Scalar>) {
    halfGradient.copy(to: &items)
    problem.itemSystems.sweep(
      &items, others: users, residuals: problem.residualsByItem.values, products: &products,
      places: problem.places, parallelism: problem.parallelism)
  }
}

/// One side of the right-hand sides of block sweeps.
enum SweepGradient<Scalar: TensorScalar> {
  /// One right-hand side, a column for each row.
  case dense(Matrix<Scalar>)
  /// Right-hand sides of which few blocks are not zero.
  case blocks([Block])

  /// A block of one right-hand side.
  struct Block {
    let row: Int
    let side: Int
    let numbers: [Scalar]
  }

  /// Writes the right-hand sides into vectors of their shape.
  func copy(to vectors: inout BlockVectors<Scalar>) {
    switch self {
    case .dense(let matrix): vectors = BlockVectors(matrix)
    case .blocks(let blocks):
      vectors.clear()
      for block in blocks {
        for (factor, number) in block.numbers.enumerated() {
          vectors[block.row, factor, side: block.side] += number
        }
      }
    }
  }
}
