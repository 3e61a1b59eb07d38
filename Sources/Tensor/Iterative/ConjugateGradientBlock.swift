/// The state of conjugate gradients on the columns that have not converged.
struct ConjugateGradientBlock<Scalar: TensorScalar> {
  /// The columns of the whole problem that these are.
  private var columns: [Int]
  /// r: what the recursion says of b − Ax.
  private var residual: Matrix<Scalar>
  /// p: the search directions.
  private var direction: Matrix<Scalar>
  /// Mp, with M⁻¹ the preconditioner, if directions may turn out flat.
  private var weighted: Matrix<Scalar>?
  /// rᵀz, with z the preconditioned residual.
  private var alignment: [Scalar]
  /// pᵀMp.
  private var squares: [Scalar]
  /// The columns whose right-hand sides have lost a flat part.
  private(set) var flattened: Set<Int> = []
  /// The |pᵀAp|/pᵀMp up to which p counts as flat.
  private let flatness: Scalar

  init(
    columns: [Int], residual: Matrix<Scalar>, flatness: Double,
    _ precondition: (Matrix<Scalar>) -> Matrix<Scalar>
  ) {
    let preconditioned = precondition(residual)
    self.columns = columns
    self.residual = residual
    self.flatness = Scalar(flatness)
    direction = preconditioned
    weighted = flatness > 0 ? residual : nil
    alignment = columns.indices.map { residual.columnDot($0, preconditioned, $0) }
    squares = alignment
  }

  /// Iterates until the recursion has brought every residual down to `tolerance`, or to the limit.
  ///
  /// What right-hand sides have along flat directions is taken from `targets`.
  mutating func iterate<Operator: LinearOperator<Scalar>>(
    _ matrix: Operator, _ precondition: (Matrix<Scalar>) -> Matrix<Scalar>, tolerance: Double,
    limit: Int, from start: Int, into solution: inout Matrix<Scalar>,
    _ columnIterations: inout [Int], targets: inout Matrix<Scalar>
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
        columnIterations[column] = iteration
        if weighted != nil, abs(curvature) <= flatness * squares[place] {
          flatten(place, product, &solution, &targets)
          continue
        }
        try requirePositive(curvature, product, place, iteration)
        try requirePositive(alignment[place], direction, place, iteration)
        let step = alignment[place] / curvature
        solution.addToColumn(column, step, direction, place)
        residual.addToColumn(place, -step, product, place)
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

  /// Takes from a right-hand side its part along a direction that A is flat in, measured by M, and
  /// makes the next direction a first one.
  ///
  /// What is left is in the range of A once p is in its null space: with N that space and M⁻¹b in
  /// place of b, p is the M-orthogonal projection onto N. The solution has gone far along p on the
  /// way; it is brought back, so that the residual can be computed from it.
  private mutating func flatten(
    _ place: Int, _ product: Matrix<Scalar>, _ solution: inout Matrix<Scalar>,
    _ targets: inout Matrix<Scalar>
  ) {
    guard let weighted else { return }
    let column = columns[place]
    let part = direction.columnDot(place, residual, place) / squares[place]
    let way = weighted.columnDot(place, solution, column) / squares[place]
    solution.addToColumn(column, -way, direction, place)
    residual.addToColumn(place, way, product, place)
    residual.addToColumn(place, -part, weighted, place)
    targets.addToColumn(column, -part, weighted, place)
    alignment[place] = .infinity
    flattened.insert(column)
  }

  /// p ← z + βp, with β = zᵀr over its former value; pᵀMp = zᵀr + β²·pᵀMp, since pᵀr = 0.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private mutating func turn(_ preconditioned: Matrix<Scalar>) {
    var ratios = alignment
    for place in columns.indices {
      let next = residual.columnDot(place, preconditioned, place)
      let ratio = next / alignment[place]
      ratios[place] = ratio
      alignment[place] = next
      squares[place] = next + ratio * ratio * squares[place]
      let start = place * direction.rows
      for position in start..<start + direction.rows {
        direction.storage[position] =
          preconditioned.storage[position] + ratio * direction.storage[position]
      }
    }
    guard var weighted else { return }
    self.weighted = nil
    for place in columns.indices {
      let start = place * weighted.rows
      for position in start..<start + weighted.rows {
        weighted.storage[position] =
          residual.storage[position] + ratios[place] * weighted.storage[position]
      }
    }
    self.weighted = weighted
  }

  /// Keeps some columns only.
  private mutating func select(_ places: [Int]) {
    columns = places.map { columns[$0] }
    alignment = places.map { alignment[$0] }
    squares = places.map { squares[$0] }
    weighted = weighted?.selectingColumns(places)
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
