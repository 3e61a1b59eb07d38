/// What can go wrong in a `Tensor` operation because of its data.
///
/// Caller bugs (an index out of range, operands of `+` with different shapes) trap instead.
public enum TensorError: Error, Equatable, Sendable {
  /// Two operands do not fit together; `operation` names the method.
  case shapeMismatch(operation: String, expected: String, found: String)
  /// An operand is empty where at least one element is needed.
  case empty(operation: String)
  /// A value is NaN or infinite; the place is zero-based.
  case notFinite(row: Int, column: Int)
  /// The leading minor of order `pivot` (from 1) is not positive.
  case notPositiveDefinite(pivot: Int, order: Int)
  /// The pivot numbered `pivot` (from 1) is exactly zero.
  case singular(pivot: Int, order: Int)
  /// An iterative LAPACK algorithm did not converge; `unconverged` values are left.
  case noConvergence(operation: String, unconverged: Int)
  /// An iterative solver used all its iterations; `residual` is relative to the right-hand side.
  case iterationLimit(operation: String, iterations: Int, residual: Double)
  /// A conjugate-gradient direction p has pᵀAp ≤ 0: the operator is not positive definite.
  case notPositiveCurvature(iteration: Int, curvature: Double)
  /// A series or recursion grows without bound; `suggestedScale` would make it converge, if known.
  case diverged(operation: String, iterations: Int, suggestedScale: Double?)
  /// An argument is outside its range; `requirement` says what is valid.
  case invalidArgument(name: String, requirement: String)
  /// A file cannot be read as what it should be, or not be written.
  case file(path: String, reason: String)
}

extension TensorError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .shapeMismatch(let operation, let expected, let found):
      "\(operation): expected \(expected), found \(found)"
    case .empty(let operation):
      "\(operation): the input is empty"
    case .notFinite(let row, let column):
      "the value at row \(row), column \(column) is not finite"
    case .notPositiveDefinite(let pivot, let order):
      "the matrix of order \(order) is not positive definite: leading minor \(pivot) fails"
    case .singular(let pivot, let order):
      "the matrix of order \(order) is singular: pivot \(pivot) is zero"
    case .noConvergence(let operation, let unconverged):
      "\(operation): no convergence, \(unconverged) values are left"
    case .iterationLimit(let operation, let iterations, let residual):
      "\(operation): relative residual \(residual) after \(iterations) iterations"
    case .notPositiveCurvature(let iteration, let curvature):
      "the operator is not positive definite: curvature \(curvature) in iteration \(iteration)"
    case .diverged(let operation, let iterations, let suggestedScale):
      if let suggestedScale {
        "\(operation): diverged after \(iterations) iterations; a scale of \(suggestedScale) would do"
      } else {
        "\(operation): diverged after \(iterations) iterations"
      }
    case .invalidArgument(let name, let requirement):
      "\(name): \(requirement)"
    case .file(let path, let reason):
      "\(path): \(reason)"
    }
  }
}
