extension LiSSA {
  /// How many draws an automatic scale looks at.
  private static let probeCount = 8
  /// How far ‖h‖ may exceed (steps + 1)·‖v‖, its bound if every draw contracts.
  private static let growthAllowance = 100.0
  /// How often a suggested scale is doubled before there is none.
  private static let doublings = 8

  /// Estimates H⁻¹v for each column v of `rightHandSides`, every step with another draw of H.
  ///
  /// Recursion i draws from a generator of (``seed``, i), so the average is the same for any number
  /// of threads. The automatic scale covers H and eight draws of it.
  ///
  /// - Parameters:
  ///   - matrix: H and its draws.
  ///   - rightHandSides: `dimension × k`.
  ///   - parallelism: How many recursions may run at the same time.
  /// - Throws: `TensorError.diverged` if a recursion grows beyond what contraction allows, with a
  ///   scale at which these very draws stay bounded unless H has negative eigenvalues or none is
  ///   found; `.iterationLimit` if the average does not reach a positive tolerance; `.notFinite` for
  ///   NaN or infinity in the operands or in a product; `.shapeMismatch` for right-hand sides of
  ///   other dimension; `.invalidArgument` for a setting outside its range.
  /// - Complexity: `depth`·`repeats` products with draws and one with H.
  public func solve<Operator: StochasticLinearOperator>(
    sampling matrix: Operator, _ rightHandSides: Matrix<Operator.Scalar>,
    parallelism: Parallelism = .serial
  ) throws(TensorError) -> Estimate<Operator.Scalar> {
    try checkSettings()
    try matrix.check(rightHandSides, "LiSSA")
    var scale = self.scale ?? 0
    if self.scale == nil { scale = try automaticScale(sampling: matrix) }
    let solution: Matrix<Operator.Scalar>
    do throws(TensorError) {
      solution = try average(matrix, rightHandSides, scale, parallelism)
    } catch .diverged(let operation, let iterations, _) {
      let suggested = try suggestion(sampling: matrix, rightHandSides, above: scale, parallelism)
      throw .diverged(operation: operation, iterations: iterations, suggestedScale: suggested)
    }
    let rest = rightHandSides - matrix.apply(solution)
    try rest.requireFinite()
    let scales = rightHandSides.columnNorms.map { Double($0) }
    return try requireTolerance(
      Estimate(
        solution: solution, scale: scale, iterations: depth,
        residuals: RelativeNorm.columns(rest, scales: scales)))
  }

  /// Estimates H⁻¹v for one vector, every step with another draw of H.
  ///
  /// - Throws: As for a matrix.
  public func solve<Operator: StochasticLinearOperator>(
    sampling matrix: Operator, _ rightHandSide: Vector<Operator.Scalar>,
    parallelism: Parallelism = .serial
  ) throws(TensorError) -> Estimate<Operator.Scalar> {
    try solve(sampling: matrix, Matrix(column: rightHandSide), parallelism: parallelism)
  }

  /// The mean of all recursions; throws if one of them grows without bound.
  private func average<Operator: StochasticLinearOperator>(
    _ matrix: Operator, _ targets: Matrix<Operator.Scalar>, _ scale: Double,
    _ parallelism: Parallelism
  ) throws(TensorError) -> Matrix<Operator.Scalar> {
    let runs = try parallelism.map(count: repeats, chunk: 1) {
      range throws(TensorError) in try recursion(matrix, targets, scale, range.lowerBound)
    }
    var sum = Matrix<Operator.Scalar>(rows: targets.rows, columns: targets.columns)
    for run in runs { sum += run }
    return sum / Operator.Scalar(scale * Double(repeats))
  }

  private func recursion<Operator: StochasticLinearOperator>(
    _ matrix: Operator, _ targets: Matrix<Operator.Scalar>, _ scale: Double, _ index: Int
  ) throws(TensorError) -> Matrix<Operator.Scalar> {
    var rng = SeededGenerator(seed: seed, stream: 1, UInt64(index))
    let factor = Operator.Scalar(1 / scale)
    let norms = targets.columnNorms.map { Double($0) }
    var state = targets
    var product = targets
    for step in 1...depth {
      matrix.applySample(state, into: &product, using: &rng)
      try product.requireFinite()
      state += targets
      state.add(product, times: -factor)
      let growth = RelativeNorm.columns(state, scales: norms).max() ?? 0
      guard growth <= Self.growthAllowance * Double(step + 1) else {
        throw .diverged(operation: "LiSSA", iterations: step, suggestedScale: nil)
      }
    }
    return state
  }

  /// The safety factor times the largest eigenvalue of H and of some draws of it.
  private func automaticScale<Operator: StochasticLinearOperator>(
    sampling matrix: Operator
  ) throws(TensorError) -> Double {
    var scale = try automaticScale(matrix)
    for probe in 0..<Self.probeCount {
      let generator = SeededGenerator(seed: seed, stream: 2, UInt64(probe))
      let draw = ClosureOperator<Operator.Scalar>(dimension: matrix.dimension) { x, y in
        var rng = generator
        matrix.applySample(x, into: &y, using: &rng)
      }
      scale = Swift.max(scale, try automaticScale(draw))
    }
    return scale
  }

  /// A scale above one that failed at which the same recursions stay bounded.
  private func suggestion<Operator: StochasticLinearOperator>(
    sampling matrix: Operator, _ targets: Matrix<Operator.Scalar>, above scale: Double,
    _ parallelism: Parallelism
  ) throws(TensorError) -> Double? {
    let bound = try automaticScale(matrix)
    guard try !hasNegativeEigenvalue(matrix, below: bound) else { return nil }
    var candidate = Swift.max(try automaticScale(sampling: matrix), 2 * scale)
    for _ in 0..<Self.doublings {
      do throws(TensorError) {
        _ = try average(matrix, targets, candidate, parallelism)
        return candidate
      } catch .diverged {
        candidate *= 2
      }
    }
    return nil
  }
}
