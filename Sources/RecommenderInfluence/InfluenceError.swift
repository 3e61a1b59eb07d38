public import Tensor

/// Why an influence cannot be computed.
public enum InfluenceError: Error, Equatable, Sendable {
  /// An option outside its range; `requirement` says what is valid.
  case invalidOption(name: String, requirement: String)
  /// An aim of an attack that makes no sense on the data; `requirement` says why.
  case invalidScenario(what: String, requirement: String)
  /// A target, user or rating that is not in the data.
  case notInData(what: String)
  /// A model of other shape than the data.
  case modelMismatch(expected: String, found: String)
  /// Conjugate gradients met a direction p along which H curves down, or, if damped, not up: the
  /// factors are not near a minimum of J.
  case notAMinimum(iteration: Int, curvature: Double)
  /// A solve ended before its tolerance.
  case notConverged(iterations: Int, residual: Double)
  /// Linear algebra that failed, on numbers that are not finite for one.
  case tensor(TensorError)

  /// What an error of a solve means here.
  init(_ error: TensorError) {
    switch error {
    case .notPositiveCurvature(let iteration, let curvature):
      self = .notAMinimum(iteration: iteration, curvature: curvature)
    case .iterationLimit(_, let iterations, let residual):
      self = .notConverged(iterations: iterations, residual: residual)
    default: self = .tensor(error)
    }
  }
}

extension InfluenceError: CustomStringConvertible {
  /// The error in one line.
  public var description: String {
    switch self {
    case .invalidOption(let name, let requirement):
      "\(name): \(requirement)"
    case .invalidScenario(let what, let requirement):
      "\(what): \(requirement)"
    case .notInData(let what):
      "\(what) is not in the data"
    case .modelMismatch(let expected, let found):
      "the model is of \(found), the data are of \(expected)"
    case .notAMinimum(let iteration, let curvature):
      "the fit is no minimum: curvature \(curvature) in iteration \(iteration); fit more tightly, use "
        + "a refit of some sweeps, or raise the damping"
    case .notConverged(let iterations, let residual):
      "the solve stands at a relative residual of \(residual) after \(iterations) "
        + "iterations"
    case .tensor(let error):
      "\(error)"
    }
  }
}
