/// Estimates of H⁻¹v by the recursion h ← v + (I − Ĥ/σ)h, with x = h/σ.
///
/// Agarwal, Bullins and Hazan 2017; used for influence functions by Koh and Liang 2017, §3. H is
/// symmetric and positive definite (semidefinite with v in its range will do); each step may draw
/// another Ĥ with expectation H. The scale σ must exceed half the largest eigenvalue of H, and with
/// random draws that of nearly every Ĥ: by default it is found by power iteration.
///
/// ```swift
/// let estimate = try LiSSA(depth: 500, repeats: 4, seed: 1).solve(sampling: batchedHessian, gradient)
/// estimate.solution
/// estimate.residual
/// ```
public struct LiSSA: Hashable, Codable, Sendable {
  /// The number of steps of the recursion.
  public var depth: Int
  /// How many independent recursions on random draws are averaged.
  public var repeats: Int
  /// σ; `nil` for ``safetyFactor`` times the largest eigenvalue found.
  public var scale: Double?
  /// The automatic scale over the largest eigenvalue found.
  public var safetyFactor: Double
  /// The relative residual to reach; 0 to take all steps and accept what comes.
  public var tolerance: Double
  /// The seed of the random draws and of the power iteration.
  public var seed: UInt64

  /// A recursion with the given settings.
  ///
  /// - Parameters:
  ///   - depth: The number of steps, positive; about the condition number times the digits wanted.
  ///   - repeats: How many recursions on random draws are averaged, positive.
  ///   - scale: σ, positive; `nil` to find one.
  ///   - safetyFactor: The automatic scale over the largest eigenvalue found, above 1.
  ///   - tolerance: The relative residual to reach; 0 to take all steps and accept what comes.
  ///   - seed: The seed of the random draws and of the power iteration.
  public init(
    depth: Int = 1000, repeats: Int = 1, scale: Double? = nil, safetyFactor: Double = 1.25,
    tolerance: Double = 0, seed: UInt64 = 0
  ) {
    self.depth = depth
    self.repeats = repeats
    self.scale = scale
    self.safetyFactor = safetyFactor
    self.tolerance = tolerance
    self.seed = seed
  }

  /// Estimates H⁻¹v for each column v of `rightHandSides`, every step with H itself.
  ///
  /// Without random draws the recursion is Richardson's iteration: the residual never grows while
  /// it converges, so growth is noticed at once, and repeats would all be equal.
  ///
  /// - Throws: `TensorError.diverged` if a residual exceeds that of zero, with a scale that would do
  ///   unless H has negative eigenvalues; `.iterationLimit` if the depth does not reach a positive
  ///   tolerance; `.notFinite` for NaN or infinity in the operands or in a product;
  ///   `.shapeMismatch` for right-hand sides of other dimension; `.invalidArgument` for a setting
  ///   outside its range.
  /// - Complexity: `depth` + 1 products with the operator, and some tens for an automatic scale.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSides: Matrix<Operator.Scalar>
  ) throws(TensorError) -> Estimate<Operator.Scalar> {
    try checkSettings()
    try matrix.check(rightHandSides, "LiSSA")
    var scale = self.scale ?? 0
    if self.scale == nil { scale = try automaticScale(matrix) }
    do throws(TensorError) {
      return try requireTolerance(recursion(matrix, rightHandSides, scale: scale))
    } catch .diverged(let operation, let iterations, _) {
      throw .diverged(
        operation: operation, iterations: iterations,
        suggestedScale: try suggestion(matrix, above: scale))
    }
  }

  /// Estimates H⁻¹v for one vector, every step with H itself.
  ///
  /// - Throws: As for a matrix.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSide: Vector<Operator.Scalar>
  ) throws(TensorError) -> Estimate<Operator.Scalar> {
    try solve(matrix, Matrix(column: rightHandSide))
  }

  /// h ← h + (v − Hh/σ), whose bracket is the residual of h/σ; throws if that grows.
  private func recursion<Operator: LinearOperator>(
    _ matrix: Operator, _ targets: Matrix<Operator.Scalar>, scale: Double
  ) throws(TensorError) -> Estimate<Operator.Scalar> {
    let factor = Operator.Scalar(1 / scale)
    let norms = targets.columnNorms.map { Double($0) }
    var state = targets
    var product = targets
    var step = 0
    while true {
      matrix.apply(state, into: &product)
      try product.requireFinite()
      var residual = targets
      residual.add(product, times: -factor)
      let residuals = RelativeNorm.columns(residual, scales: norms)
      let worst = residuals.max() ?? 0
      guard worst <= 1 + Double(Operator.Scalar.ulpOfOne.squareRoot()) else {
        throw .diverged(operation: "LiSSA", iterations: step, suggestedScale: nil)
      }
      if worst <= tolerance || step == depth {
        return Estimate(
          solution: state * factor, scale: scale, iterations: step, residuals: residuals)
      }
      state += residual
      step += 1
    }
  }

  func requireTolerance<Scalar>(
    _ estimate: Estimate<Scalar>
  ) throws(TensorError) -> Estimate<Scalar> {
    guard tolerance == 0 || estimate.residual <= tolerance else {
      throw .iterationLimit(
        operation: "LiSSA", iterations: estimate.iterations, residual: estimate.residual)
    }
    return estimate
  }

  func checkSettings() throws(TensorError) {
    let settings: [(String, Bool, String)] = [
      ("depth", depth > 0, "\(depth) is not positive"),
      ("repeats", repeats > 0, "\(repeats) is not positive"),
      ("scale", scale.map { $0 > 0 && $0.isFinite } ?? true, "\(scale ?? 0) is not positive"),
      ("safetyFactor", safetyFactor > 1 && safetyFactor.isFinite, "\(safetyFactor) is not above 1"),
      ("tolerance", tolerance >= 0 && tolerance.isFinite, "\(tolerance) is negative"),
    ]
    for (name, holds, requirement) in settings where !holds {
      throw .invalidArgument(name: name, requirement: requirement)
    }
  }
}
