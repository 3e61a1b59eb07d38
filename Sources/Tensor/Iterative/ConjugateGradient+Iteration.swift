extension ConjugateGradient {
  /// The factor by which a restart must lower a residual to be worth another one.
  private static let worthwhileReduction = 0.5

  /// Solves for right-hand sides scaled to length one, so that no square over- or underflows.
  func run<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSides: Matrix<Operator.Scalar>,
    _ initial: Matrix<Operator.Scalar>?,
    _ precondition: (Matrix<Operator.Scalar>) -> Matrix<Operator.Scalar>
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    let limit = try checkedLimit(dimension: matrix.dimension)
    try matrix.check(rightHandSides, "ConjugateGradient")
    if let initial {
      try matrix.check(initial, "ConjugateGradient")
      guard initial.columns == rightHandSides.columns else {
        throw .shapeMismatch(
          operation: "ConjugateGradient", expected: "a start of shape \(rightHandSides.shape)",
          found: initial.shape)
      }
    }
    let norms = rightHandSides.columnNorms
    var targets = rightHandSides
    var solution = initial ?? Matrix(rows: matrix.dimension, columns: targets.columns)
    for column in 0..<targets.columns {
      // Of a zero right-hand side the solution is zero, wherever one starts.
      let scale = norms[column]
      targets.withMutableColumn(column) {
        for row in $0.indices where scale > 0 { $0[row] /= scale }
      }
      solution.withMutableColumn(column) {
        for row in $0.indices { $0[row] = scale > 0 ? $0[row] / scale : 0 }
      }
    }
    var result = try refine(matrix, targets, solution, initial == nil, limit, precondition)
    for column in 0..<targets.columns {
      result.solution.withMutableColumn(column) {
        for row in $0.indices { $0[row] *= norms[column] }
      }
    }
    return result
  }

  /// Iterates from `start`, and again from where it led to, until the residuals computed from the
  /// solution itself are small.
  private func refine<Operator: LinearOperator>(
    _ matrix: Operator, _ wanted: Matrix<Operator.Scalar>, _ start: Matrix<Operator.Scalar>,
    _ startsAtZero: Bool, _ limit: Int,
    _ precondition: (Matrix<Operator.Scalar>) -> Matrix<Operator.Scalar>
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    var result = IterativeSolution(
      solution: start, columnIterations: Array(repeating: 0, count: wanted.columns),
      residuals: Array(repeating: .infinity, count: wanted.columns),
      flatParts: Array(repeating: 0, count: wanted.columns))
    var pending = Array(0..<wanted.columns)
    var targets = wanted
    var flattened: Set<Int> = []
    var isFirst = true
    while true {
      var exact = targets.selectingColumns(pending)
      if !(isFirst && startsAtZero) {
        exact -= matrix.apply(result.solution.selectingColumns(pending))
        try exact.requireFinite()
      }
      isFirst = false
      let norms = exact.columnNorms.map { Double($0) }
      let open = pending.indices.filter { norms[$0] > tolerance }
      // A column that lost a flat part had gone too far along it for its residual to mean much.
      let isStalled = open.contains {
        !flattened.contains(pending[$0])
          && norms[$0] > Self.worthwhileReduction * result.residuals[pending[$0]]
      }
      for (place, column) in pending.enumerated() { result.residuals[column] = norms[place] }
      if open.isEmpty {
        result.flatParts = (wanted - targets).columnNorms.map { Double($0) }
        return result
      }
      pending = open.map { pending[$0] }
      if isStalled || result.iterations >= limit {
        throw .iterationLimit(
          operation: "ConjugateGradient", iterations: result.iterations, residual: result.residual)
      }
      var block = ConjugateGradientBlock(
        columns: pending, residual: exact.selectingColumns(open), flatness: flatness, precondition)
      try block.iterate(
        matrix, precondition, tolerance: tolerance, limit: limit, from: result.iterations,
        into: &result.solution, &result.columnIterations, targets: &targets)
      flattened = block.flattened
    }
  }

  private func checkedLimit(dimension: Int) throws(TensorError) -> Int {
    guard tolerance > 0, tolerance.isFinite else {
      throw .invalidArgument(name: "tolerance", requirement: "\(tolerance) is not positive")
    }
    guard flatness >= 0, flatness < 1 else {
      throw .invalidArgument(name: "flatness", requirement: "\(flatness) is not in [0, 1)")
    }
    let limit = iterationLimit ?? 10 * dimension + 100
    guard limit > 0 else {
      throw .invalidArgument(name: "iterationLimit", requirement: "\(limit) is not positive")
    }
    return limit
  }
}
