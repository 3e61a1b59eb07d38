/// Conjugate gradients for A x = b with A symmetric and positive definite, or semidefinite with b
/// in its range.
///
/// Hestenes and Stiefel 1952, in the preconditioned form of Golub and Van Loan 2013, alg. 11.5.1.
/// Right-hand sides are solved side by side, each with its own coefficients; one that has converged
/// leaves the products. Once a recursion reports convergence, the residual b − Ax is computed
/// afresh, and the column restarts from there if rounding has parted the two.
///
/// ```swift
/// let solver = ConjugateGradient(tolerance: 1e-8)
/// let result = try solver.solve(hessian, b, preconditioner: blockDiagonal)
/// result.solution
/// result.residual
/// ```
public struct ConjugateGradient: Hashable, Codable, Sendable {
  /// The relative residual ‖b − Ax‖₂/‖b‖₂ to reach.
  public var tolerance: Double
  /// The most iterations, each one product with the operator; `nil` for 10·dimension + 100.
  public var iterationLimit: Int?
  /// The curvature |pᵀAp|/pᵀMp up to which A counts as flat along a direction p, M⁻¹ being the
  /// preconditioner.
  ///
  /// What a right-hand side has along flat directions, measured by M, is left aside and reported as
  /// ``IterativeSolution/flatParts``. At 0 the solver throws where it meets such a direction.
  public var flatness: Double

  /// A solver with the given tolerance and limit.
  ///
  /// - Parameters:
  ///   - tolerance: Relative residual to reach, positive. What can be reached is about the
  ///     precision times the condition number.
  ///   - iterationLimit: The most iterations, each one product with the operator; `nil` for
  ///     10·dimension + 100.
  ///   - flatness: The curvature relative to M up to which a direction counts as flat, in [0, 1).
  public init(tolerance: Double = 1e-8, iterationLimit: Int? = nil, flatness: Double = 0) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.flatness = flatness
  }

  /// Solves A x = b for each column b of `rightHandSides`, without a preconditioner.
  ///
  /// - Throws: As ``solve(_:_:preconditioner:initial:)``.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSides: Matrix<Operator.Scalar>,
    initial: Matrix<Operator.Scalar>? = nil
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    try run(matrix, rightHandSides, initial) { $0 }
  }

  /// Solves A x = b for one right-hand side, without a preconditioner.
  ///
  /// - Throws: As ``solve(_:_:preconditioner:initial:)``.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSide: Vector<Operator.Scalar>
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    try run(matrix, Matrix(column: rightHandSide), nil) { $0 }
  }

  /// Solves A x = b for each column b of `rightHandSides`.
  ///
  /// - Parameters:
  ///   - matrix: A, symmetric and positive semidefinite.
  ///   - rightHandSides: `dimension × k`; in the range of A if that is singular, unless
  ///     ``flatness`` is positive.
  ///   - preconditioner: M⁻¹, symmetric and positive definite, near A⁻¹ and cheap.
  ///   - initial: Where to start, `dimension × k`; by default at zero.
  /// - Returns: The solutions; of a zero right-hand side, zero.
  /// - Throws: `TensorError.notPositiveCurvature` if pᵀAp ≤ 0 for a direction p, or zᵀr ≤ 0 for a
  ///   preconditioned residual z; `.iterationLimit` with the worst relative residual if the
  ///   tolerance is not reached, be it that rounding allows no more; `.notFinite` for NaN or
  ///   infinity in the operands or in a product; `.shapeMismatch` for operands of other
  ///   dimensions; `.invalidArgument` for a tolerance or limit that is not positive.
  /// - Complexity: One product of each operator and 10·dimension flops per iteration and column;
  ///   five matrices of the size of `rightHandSides`.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSides: Matrix<Operator.Scalar>,
    preconditioner: some LinearOperator<Operator.Scalar>,
    initial: Matrix<Operator.Scalar>? = nil
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    guard preconditioner.dimension == matrix.dimension else {
      throw .shapeMismatch(
        operation: "ConjugateGradient", expected: "a preconditioner of \(matrix.dimension) rows",
        found: "\(preconditioner.dimension)")
    }
    return try run(matrix, rightHandSides, initial, preconditioner.apply)
  }

  /// Solves A x = b for one right-hand side.
  ///
  /// - Throws: As ``solve(_:_:preconditioner:initial:)``.
  public func solve<Operator: LinearOperator>(
    _ matrix: Operator, _ rightHandSide: Vector<Operator.Scalar>,
    preconditioner: some LinearOperator<Operator.Scalar>
  ) throws(TensorError) -> IterativeSolution<Operator.Scalar> {
    try solve(matrix, Matrix(column: rightHandSide), preconditioner: preconditioner)
  }
}
