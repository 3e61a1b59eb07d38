public import Recommenders
public import Tensor

/// An answer to H s = g and how well it fits.
public struct InfluenceSolution<Scalar: TensorScalar>: Sendable {
  /// s.
  public let solution: MatrixFactorization<Scalar>.Factors
  /// ‖g − Hs‖/‖g‖, with H damped if the solve is; after a few sweeps it is far from 0.
  ///
  /// Of a stationary solve it is that of g without its parts along rotations and along what J is flat
  /// in besides.
  public let residual: Double
  /// The part of g, relative to it, that a stationary solve left aside because J is flat there beyond
  /// rotations; 0 if nothing was.
  public let flatPart: Double
  /// The number of sweeps, or of iterations of conjugate gradients.
  public let iterations: Int
}

extension FactorizationLinearization {
  /// How factors follow when g is taken from ∇J: s of H s = g.
  ///
  /// A refit runs its sweeps in the order of alternating least squares, users first.
  ///
  /// - Throws: As ``adjoint(of:_:)``.
  public func change(
    for gradient: Factors, _ solve: InfluenceSolve
  ) throws(InfluenceError) -> InfluenceSolution<Scalar> {
    try answer(gradient, solve, order: .usersFirst)
  }

  /// The sensitivity of an output of the factors to ∇J: s of Hᵀ s = g, g being the output's
  /// gradient.
  ///
  /// A refit runs its sweeps reversed, items first: the transpose of the linearized refit.
  ///
  /// - Parameters:
  ///   - gradient: g, a column for each user and item.
  ///   - solve: For whom the answer is.
  /// - Throws: `InfluenceError.notAMinimum` if conjugate gradients meet negative curvature,
  ///   `.notConverged`, `.invalidOption` for sweeps, damping or tolerance out of range, `.tensor`
  ///   for operands of other shapes or not finite.
  /// - Complexity: 12·rank flops for each rating and sweep, or 16·rank for each and iteration.
  public func adjoint(
    of gradient: Factors, _ solve: InfluenceSolve
  ) throws(InfluenceError) -> InfluenceSolution<Scalar> {
    try answer(gradient, solve, order: .itemsFirst)
  }

  /// s of ``adjoint(of:_:)`` alone: a refit is then spared the product that its residual takes.
  package func adjointFactors(
    of gradient: Factors, _ solve: InfluenceSolve
  ) throws(InfluenceError) -> Factors {
    guard let sweeps = solve.sweeps else { return try adjoint(of: gradient, solve).solution }
    try validate(gradient, solve)
    return swept(gradient, sweeps, order: .itemsFirst)
  }

  private func validate(
    _ gradient: Factors, _ solve: InfluenceSolve
  ) throws(InfluenceError) {
    try solve.validate()
    guard gradient.users.shape == factors.users.shape, gradient.items.shape == factors.items.shape
    else {
      throw .tensor(
        .shapeMismatch(
          operation: "FactorizationLinearization",
          expected: "\(factors.users.shape) and \(factors.items.shape)",
          found: "\(gradient.users.shape) and \(gradient.items.shape)"))
    }
  }

  private func swept(
    _ gradient: Factors, _ sweeps: Int, order: BlockSweeps<Scalar>.Order
  ) -> Factors {
    var state = BlockSweeps(self, sides: 1)
    state.run(
      halfGradient: .dense(Scalar(0.5) * gradient.users), .dense(Scalar(0.5) * gradient.items),
      count: sweeps, order: order)
    return Factors(users: state.users.matrix(side: 0), items: state.items.matrix(side: 0))
  }

  private func answer(
    _ gradient: Factors, _ solve: InfluenceSolve, order: BlockSweeps<Scalar>.Order
  ) throws(InfluenceError) -> InfluenceSolution<Scalar> {
    try validate(gradient, solve)
    if let sweeps = solve.sweeps {
      let solution = swept(gradient, sweeps, order: order)
      return InfluenceSolution(
        solution: solution, residual: residual(of: solution, gradient), flatPart: 0,
        iterations: sweeps)
    }
    var vector = Matrix<Scalar>(rows: dimension, columns: 1)
    store(gradient, &vector, 0)
    let found = try conjugateGradients(vector, solve)
    return InfluenceSolution(
      solution: factors(found.solution, 0), residual: found.residual,
      flatPart: found.flatPart, iterations: found.iterations)
  }

  /// Solves for each column by conjugate gradients, as a damped or stationary solve says.
  ///
  /// H itself has common rotations of X and Y in its null space: right-hand sides and solutions are
  /// without a part along them. Other directions can be flat, too: a user whose ratings are met
  /// exactly whichever way it turns beside a popular item, for one. What right-hand sides have there
  /// is left aside.
  func conjugateGradients(
    _ rightHandSides: Matrix<Scalar>, _ solve: InfluenceSolve
  ) throws(InfluenceError) -> IterativeSolution<Scalar> {
    do throws(TensorError) {
      var solver = ConjugateGradient(tolerance: solve.tolerance, iterationLimit: 20_000)
      let operation = FactorizationHessian(self, damping: solve.damping)
      guard solve.damping == 0 else {
        return try solver.solve(
          operation, rightHandSides, preconditioner: BlockJacobi(self))
      }
      solver.flatness = flatness
      let projection = try RotationProjection(self)
      var projected = rightHandSides
      for column in 0..<projected.columns {
        store(projection(factors(projected, column)), &projected, column)
      }
      return try solver.solve(
        operation, projected, preconditioner: BlockJacobi(self, projection))
    } catch {
      throw InfluenceError(error)
    }
  }

  /// ‖∇J‖/(2λ‖θ‖), the gradient beside one of the two terms that cancel in it; infinite for factors 0.
  var relativeGradient: Double {
    let size = factors.norm(parallelism)
    return size > 0 ? gradient.norm(parallelism) / (2 * regularization * size) : .infinity
  }

  /// The curvature, relative to that of the diagonal blocks, that is nothing but rounding and the
  /// gradient that the fit has left.
  ///
  /// Along what is flat at a minimum, H has about the relative gradient, of which no more than 1e-6
  /// is granted.
  private var flatness: Double {
    64 * Double(Scalar.ulpOfOne) + min(1e-6, 16 * relativeGradient)
  }

  /// ‖g − Hs‖/‖g‖; 0 for g = 0.
  func residual(of solution: Factors, _ gradient: Factors) -> Double {
    let product = hessianProduct(solution)
    let scale = gradient.norm(parallelism)
    let left = Factors(
      users: gradient.users - product.users, items: gradient.items - product.items)
    return scale == 0 ? 0 : left.norm(parallelism) / scale
  }

  /// y_iᵀs_u + x_uᵀs_i of each rating by user: its prediction's derivative along s.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func products(_ s: Factors) throws(InfluenceError) -> [Scalar] {
    do throws(TensorError) {
      let ofUsers = try residuals.sampledProduct(s.users, factors.items, parallelism: parallelism)
      let ofItems = try residuals.sampledProduct(factors.users, s.items, parallelism: parallelism)
      return zip(ofUsers, ofItems).map { $0 + $1 }
    } catch {
      throw .tensor(error)
    }
  }
}
