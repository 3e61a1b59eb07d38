internal import Recommenders
public import Tensor

/// H + δ·blockdiag(H) of a linearization as an operator on vectors of all factors.
///
/// A vector holds the factors of all users, then those of all items, `rank` numbers each.
public struct FactorizationHessian<Scalar: TensorScalar>: LinearOperator {
  /// The linearization whose Hessian this is.
  public let linearization: FactorizationLinearization<Scalar>
  /// δ, the damping by multiples of the diagonal blocks; 0 for H itself.
  public let damping: Double

  /// The Hessian of a linearization, damped by δ·blockdiag(H).
  public init(_ linearization: FactorizationLinearization<Scalar>, damping: Double = 0) {
    self.linearization = linearization
    self.damping = damping
  }

  /// rank·(users + items).
  public var dimension: Int { linearization.dimension }

  /// Writes the product with each column of `x` into `y`.
  ///
  /// - Complexity: 16·rank flops for each rating and column.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    for column in 0..<x.columns {
      let product = linearization.hessianProduct(
        linearization.factors(x, column), diagonalWeight: Scalar(1 + damping))
      linearization.store(product, &y, column)
    }
  }
}

/// The inverse of blockdiag(H) of a linearization: the block-Jacobi preconditioner of H.
public struct BlockJacobi<Scalar: TensorScalar>: LinearOperator {
  /// The linearization whose diagonal blocks are inverted.
  public let linearization: FactorizationLinearization<Scalar>

  /// Applied on both sides, so that rounding cannot build up what the projection takes away.
  private let projection: RotationProjection<Scalar>?

  /// The preconditioner of a linearization's Hessian.
  public init(_ linearization: FactorizationLinearization<Scalar>) {
    self.init(linearization, nil)
  }

  /// The preconditioner between two projections.
  init(
    _ linearization: FactorizationLinearization<Scalar>, _ projection: RotationProjection<Scalar>?
  ) {
    self.linearization = linearization
    self.projection = projection
  }

  /// rank·(users + items).
  public var dimension: Int { linearization.dimension }

  /// Solves with the diagonal blocks, from the factors that the linearization holds.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    for column in 0..<x.columns {
      var vector = linearization.factors(x, column)
      if let projection { vector = projection(vector) }
      solve(linearization.userSystems, &vector.users)
      solve(linearization.itemSystems, &vector.items)
      if let projection { vector = projection(vector) }
      linearization.store(vector, &y, column)
    }
  }

  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func solve(_ systems: RidgeSystems<Scalar>, _ vector: inout Matrix<Scalar>) {
    let rank = linearization.rank
    vector *= 0.5
    vector.updateColumns(chunk: 64, parallelism: linearization.parallelism, workspace: {}) {
      rows, elements, _ in
      for row in rows {
        systems.solve(row: row, &elements, at: rank * (row - rows.lowerBound))
      }
    }
  }
}

extension FactorizationLinearization {
  /// rank·(users + items).
  var dimension: Int { rank * (factors.users.columns + factors.items.columns) }

  /// A column of a matrix of vectors as factors.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func factors(_ vectors: Matrix<Scalar>, _ column: Int) -> Factors {
    let split = rank * factors.users.columns
    func side(_ rows: Range<Int>) -> Matrix<Scalar> {
      Matrix(
        rows: rank, columns: rows.count / rank,
        columnMajor: vectors[rows, column...column].columnMajorElements)
    }
    return Factors(users: side(0..<split), items: side(split..<dimension))
  }

  /// Writes factors into a column of a matrix of vectors.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func store(_ vector: Factors, _ vectors: inout Matrix<Scalar>, _ column: Int) {
    vectors.setColumn(
      column,
      to: Vector(vector.users.columnMajorElements + vector.items.columnMajorElements))
  }
}
