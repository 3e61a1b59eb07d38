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

  /// The preconditioner of a linearization's Hessian.
  public init(_ linearization: FactorizationLinearization<Scalar>) {
    self.linearization = linearization
  }

  /// rank·(users + items).
  public var dimension: Int { linearization.dimension }

  /// Solves with the diagonal blocks, from the factors that the linearization holds.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    for column in 0..<x.columns {
      var vector = linearization.factors(x, column)
      solve(linearization.userSystems, &vector.users)
      solve(linearization.itemSystems, &vector.items)
      linearization.store(vector, &y, column)
    }
  }

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
  func factors(_ vectors: Matrix<Scalar>, _ column: Int) -> Factors {
    let split = rank * factors.users.columns
    let (users, items) = (factors.users.columns, factors.items.columns)
    let rank = rank
    return vectors.withColumn(column) { numbers in
      func side(_ start: Int, _ columns: Int) -> Matrix<Scalar> {
        var matrix = Matrix<Scalar>(rows: rank, columns: columns)
        matrix.withMutableSpan { span in
          for place in span.indices { span[place] = numbers[start + place] }
        }
        return matrix
      }
      return Factors(users: side(0, users), items: side(split, items))
    }
  }

  /// Writes factors into a column of a matrix of vectors.
  func store(_ vector: Factors, _ vectors: inout Matrix<Scalar>, _ column: Int) {
    let split = rank * factors.users.columns
    vectors.withMutableColumn(column) { numbers in
      vector.users.withSpan { for place in $0.indices { numbers[place] = $0[place] } }
      vector.items.withSpan { for place in $0.indices { numbers[split + place] = $0[place] } }
    }
  }
}
