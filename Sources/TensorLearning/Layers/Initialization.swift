internal import Tensor

/// How the weights of a layer start.
public enum Initialization: Hashable, Sendable {
  /// Uniform in ±√(6 / (inputs + outputs)). [Glorot2010, Eq. 16]
  case xavier
  /// Uniform in ±`bound`.
  case uniform(bound: Double)
  /// Normal with mean 0.
  case normal(deviation: Double)
}

extension Initialization {
  /// A matrix of `rows × columns` random weights, drawn column by column.
  ///
  /// - Throws: `LearningError.invalidOption` for a bound or deviation that is negative or not
  ///   finite.
  func matrix<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, inputs: Int, outputs: Int,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) -> Matrix<Scalar> {
    switch self {
    case .xavier:
      let bound = (6 / Double(max(1, inputs + outputs))).squareRoot()
      return Matrix(rows: rows, columns: columns) { _, _ in
        Scalar(bound * (2 * rng.nextUniform() - 1))
      }
    case .uniform(let bound):
      try LearningError.require(
        bound >= 0 && bound.isFinite, "bound", "\(bound) is not at least 0 and finite")
      return Matrix(rows: rows, columns: columns) { _, _ in
        Scalar(bound * (2 * rng.nextUniform() - 1))
      }
    case .normal(let deviation):
      try LearningError.require(
        deviation >= 0 && deviation.isFinite, "deviation",
        "\(deviation) is not at least 0 and finite")
      return Matrix(rows: rows, columns: columns) { _, _ in
        Scalar(rng.nextNormal(deviation: deviation))
      }
    }
  }

  /// Throws unless a size of a layer is at least 1.
  static func requireSize(_ size: Int, _ name: String) throws(LearningError) {
    try LearningError.require(size >= 1, name, "\(size) is not at least 1")
  }
}
