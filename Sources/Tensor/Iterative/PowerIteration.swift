/// The eigenvalue of greatest magnitude of a symmetric operator, by repeated products.
///
/// The error falls as |λ₂/λ₁| per product (Golub and Van Loan 2013, §8.2.1). With eigenvalues λ and
/// −λ of one greatest magnitude there is no limit, and the iteration limit is the answer.
///
/// ```swift
/// let pair = try PowerIteration(tolerance: 1e-6).dominantEigenpair(of: hessian)
/// pair.value
/// ```
public struct PowerIteration: Hashable, Codable, Sendable {
  /// The residual ‖Av − λv‖₂/‖Av‖₂ to reach; the error of the eigenvalue is about its square.
  public var tolerance: Double
  /// The most products with the operator.
  public var iterationLimit: Int
  /// The seed of the random start.
  public var seed: UInt64

  /// An iteration with the given tolerance, limit and start.
  public init(tolerance: Double = 1e-6, iterationLimit: Int = 1000, seed: UInt64 = 0) {
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.seed = seed
  }

  /// The eigenvalue of greatest magnitude and its eigenvector.
  ///
  /// - Throws: `TensorError.iterationLimit` with the last residual if the tolerance is not reached,
  ///   `.empty` for an operator of dimension 0, `.notFinite` for NaN or infinity in a product,
  ///   `.invalidArgument` for a tolerance or limit that is not positive.
  /// - Complexity: One product with the operator per iteration, on one column.
  public func dominantEigenpair<Operator: LinearOperator>(
    of matrix: Operator
  ) throws(TensorError) -> Eigenpair<Operator.Scalar> {
    let (pair, _) = try iterate(matrix)
    guard pair.residual <= tolerance else {
      throw .iterationLimit(
        operation: "PowerIteration", iterations: pair.iterations, residual: pair.residual)
    }
    return pair
  }

  /// The last pair, converged or not, and ‖Av‖₂ for its vector: a lower bound of the spectral norm,
  /// also where eigenvalues λ and −λ compete.
  func iterate<Operator: LinearOperator>(
    _ matrix: Operator
  ) throws(TensorError) -> (pair: Eigenpair<Operator.Scalar>, magnitude: Operator.Scalar) {
    guard tolerance > 0, iterationLimit > 0 else {
      throw .invalidArgument(
        name: "PowerIteration",
        requirement: "tolerance \(tolerance) and limit \(iterationLimit) must be positive")
    }
    guard matrix.dimension > 0 else { throw .empty(operation: "PowerIteration") }
    var rng = SeededGenerator(seed: seed)
    var vector = Matrix<Operator.Scalar>(rows: matrix.dimension, columns: 1)
    for row in 0..<matrix.dimension { vector[row, 0] = Operator.Scalar(rng.nextNormal()) }
    vector /= vector.frobeniusNorm
    var product = vector
    var iteration = 0
    while true {
      iteration += 1
      matrix.apply(vector, into: &product)
      try product.requireFinite()
      let value = vector.columnDot(0, product, 0)
      let magnitude = product.frobeniusNorm
      var residual = 0.0
      if magnitude > 0 {
        var rest = product
        rest.add(vector, times: -value)
        residual = Double(rest.frobeniusNorm / magnitude)
      }
      if residual <= tolerance || iteration == iterationLimit {
        let pair = Eigenpair(
          value: value, vector: vector.column(0), iterations: iteration, residual: residual)
        return (pair, magnitude)
      }
      vector = product / magnitude
    }
  }
}
