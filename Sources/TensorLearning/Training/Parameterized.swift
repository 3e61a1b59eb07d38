public import Tensor

/// Something that learns: a value whose parameters are a fixed list of matrices.
///
/// A gradient is a value of the same type, with a derivative in the place of each parameter. So
/// ``Adam``, clipping and saving are written once, and a network of several layers only joins their
/// lists:
///
/// ```swift
/// struct Network: Parameterized {
///   var hidden: Linear<Float>
///   var output: Linear<Float>
///   static var parameterPaths: [WritableKeyPath<Network, Matrix<Float>>] {
///     paths(in: \.hidden) + paths(in: \.output)
///   }
/// }
/// ```
public protocol Parameterized<Scalar>: Sendable {
  /// The type of the parameters.
  associatedtype Scalar: TensorScalar
  /// Where the parameters are, in an order that saved files rely on.
  static var parameterPaths: [WritableKeyPath<Self, Matrix<Scalar>>] { get }
}

extension Parameterized {
  /// Where the parameters of a part are, seen from the whole.
  public static func paths<Part: Parameterized<Scalar>>(
    in part: WritableKeyPath<Self, Part>
  ) -> [WritableKeyPath<Self, Matrix<Scalar>>] {
    Part.parameterPaths.map { part.appending(path: $0) }
  }

  /// The parameters in the order of ``parameterPaths``: what is saved.
  public var parameters: [Matrix<Scalar>] {
    Self.parameterPaths.map { self[keyPath: $0] }
  }

  /// The number of learned numbers.
  public var parameterCount: Int {
    parameters.reduce(0) { $0 + $1.rows * $1.columns }
  }

  /// Replaces all parameters, by those of a file for example.
  ///
  /// - Parameter matrices: As many as there are parameters, each of its shape and finite.
  /// - Throws: `LearningError.shapeMismatch` or `.invalidData`; nothing is replaced then.
  public mutating func setParameters(_ matrices: [Matrix<Scalar>]) throws(LearningError) {
    let paths = Self.parameterPaths
    guard matrices.count == paths.count else {
      throw .shapeMismatch(
        operation: "setParameters", expected: "\(paths.count) matrices",
        found: "\(matrices.count)")
    }
    for (place, (path, matrix)) in zip(paths, matrices).enumerated() {
      let current = self[keyPath: path]
      try LearningError.requireParameter(matrix, current.rows, current.columns, place)
    }
    for (path, matrix) in zip(paths, matrices) { self[keyPath: path] = matrix }
  }

  /// A value of the same shapes whose parameters all are zero.
  public var zeros: Self {
    var result = self
    for path in Self.parameterPaths {
      let shape = self[keyPath: path]
      result[keyPath: path] = Matrix(rows: shape.rows, columns: shape.columns)
    }
    return result
  }

  /// Adds another value of the same shapes, parameter by parameter.
  ///
  /// - Precondition: The shapes are equal.
  public mutating func add(_ other: Self) {
    for path in Self.parameterPaths { self[keyPath: path] += other[keyPath: path] }
  }
}
