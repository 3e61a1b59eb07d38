internal import Tensor

/// Where a fit stands: factors, and what was computed at them.
struct FitPoint<Scalar: TensorScalar> {
  /// X and Y.
  var factors: MatrixFactorization<Scalar>.Factors
  /// r_ui − x_uᵀy_i for each rating, in the order of the ratings by user, if the gradient was asked
  /// for.
  private(set) var residuals: [Double] = []
  /// J.
  private(set) var objective = Double.infinity
  /// ∇J, if asked for.
  private(set) var gradient: MatrixFactorization<Scalar>.Factors?
  /// ‖∇J‖, if the gradient was asked for.
  private(set) var gradientNorm: Double?

  /// The point at `factors`, where nothing is computed yet.
  init(_ factors: MatrixFactorization<Scalar>.Factors) {
    self.factors = factors
  }

  /// Computes what there is to know at the factors.
  mutating func evaluate(
    _ problem: FactorizationProblem<Scalar>, withGradient: Bool
  ) throws {
    guard withGradient else {
      residuals = []
      gradient = nil
      gradientNorm = nil
      objective = problem.objective(factors)
      return
    }
    residuals = try problem.residuals(factors)
    objective = problem.objective(factors, residuals: residuals)
    let gradient = problem.gradient(factors, residuals: residuals)
    self.gradient = gradient
    gradientNorm = gradient.dot(gradient, problem.parallelism).squareRoot()
  }
}
