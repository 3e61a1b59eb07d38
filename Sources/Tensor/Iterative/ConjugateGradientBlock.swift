/// The state of conjugate gradients on the columns that have not converged.
struct ConjugateGradientBlock<Scalar: TensorScalar> {
  /// The columns of the whole problem that these are.
  private var columns: [Int]
  /// r: what the recursion says of b − Ax.
  private var residual: Matrix<Scalar>
  /// p: the search directions.
  private var direction: Matrix<Scalar>
  /// rᵀz, with z the preconditioned residual.
  private var alignment: [Scalar]

  init(
    columns: [Int], residual: Matrix<Scalar>, _ precondition: (Matrix<Scalar>) -> Matrix<Scalar>
  ) {
    let preconditioned = precondition(residual)
    self.columns = columns
    self.residual = residual
    direction = preconditioned
    alignment = columns.indices.map { residual.columnDot($0, preconditioned, $0) }
  }

  /// Iterates until the recursion has brought every residual down to `tolerance`, or to the limit.
  mutating func iterate<Operator: LinearOperator<Scalar>>(
    _ matrix: Operator, _ precondition: (Matrix<Scalar>) -> Matrix<Scalar>, tolerance: Double,
    limit: Int, from start: Int, into solution: inout Matrix<Scalar>,
    _ columnIterations: inout [Int]
  ) throws(TensorError) {
    // A recursion can go on below rounding, where it means nothing and squares underflow.
    let tolerance = max(tolerance, Double(Scalar.ulpOfOne) / 16)
    var iteration = start
    var product = Matrix<Scalar>(rows: matrix.dimension, columns: columns.count)
    while iteration < limit, !columns.isEmpty {
      iteration += 1
      matrix.apply(direction, into: &product)
      for (place, column) in columns.enumerated() {
        let curvature = direction.columnDot(place, product, place)
        try requirePositive(curvature, product, place, iteration)
        try requirePositive(alignment[place], direction, place, iteration)
        let step = alignment[place] / curvature
        solution.addToColumn(column, step, direction, place)
        residual.addToColumn(place, -step, product, place)
        columnIterations[column] = iteration
      }
      let norms = residual.columnNorms
      let open = columns.indices.filter { Double(norms[$0]) > tolerance }
      if open.count < columns.count {
        select(open)
        product = Matrix(rows: matrix.dimension, columns: open.count)
      }
      turn(precondition(residual))
    }
  }

  /// p ← z + βp, with β = zᵀr over its former value.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private mutating func turn(_ preconditioned: Matrix<Scalar>) {
    for place in columns.indices {
      let next = residual.columnDot(place, preconditioned, place)
      let ratio = next / alignment[place]
      alignment[place] = next
      let start = place * direction.rows
      for position in start..<start + direction.rows {
        direction.storage[position] =
          preconditioned.storage[position] + ratio * direction.storage[position]
      }
    }
  }

  /// Keeps some columns only.
  private mutating func select(_ places: [Int]) {
    columns = places.map { columns[$0] }
    alignment = places.map { alignment[$0] }
    residual = residual.selectingColumns(places)
    direction = direction.selectingColumns(places)
  }

  private func requirePositive(
    _ value: Scalar, _ factor: Matrix<Scalar>, _ place: Int, _ iteration: Int
  ) throws(TensorError) {
    guard value.isFinite else {
      let row = factor.column(place).firstIndex { !$0.isFinite } ?? 0
      throw .notFinite(row: row, column: columns[place])
    }
    guard value > 0 else {
      throw .notPositiveCurvature(iteration: iteration, curvature: Double(value))
    }
  }
}

extension Matrix {
  /// Adds `factor` times a column of `other` to a column of this matrix.
  mutating func addToColumn(_ column: Int, _ factor: Scalar, _ other: Matrix, _ source: Int) {
    let target = columnRange(column)
    let range = other.columnRange(source)
    guard rows > 0 else { return }
    storage.withUnsafeMutableBufferPointer { y in
      other.storage.withUnsafeBufferPointer { x in
        Scalar._axpy(
          rows, factor, x.baseAddress! + range.lowerBound, y.baseAddress! + target.lowerBound)
      }
    }
  }
}
