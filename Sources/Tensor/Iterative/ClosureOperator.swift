/// The operator that a closure computes.
///
/// ```swift
/// let damped = ClosureOperator<Double>(dimension: n) { x, y in
///   hessian.apply(x, into: &y)
///   y.add(x, times: 0.01)
/// }
/// ```
public struct ClosureOperator<Scalar: TensorScalar>: LinearOperator {
  /// The number of rows and of columns.
  public let dimension: Int
  private let body: @Sendable (_ x: Matrix<Scalar>, _ y: inout Matrix<Scalar>) -> Void

  /// The operator that `body` computes: it writes A x into y for each column x.
  ///
  /// - Precondition: `dimension` is not negative.
  public init(
    dimension: Int,
    _ body: @escaping @Sendable (_ x: Matrix<Scalar>, _ y: inout Matrix<Scalar>) -> Void
  ) {
    precondition(dimension >= 0, "an operator of dimension \(dimension)")
    self.dimension = dimension
    self.body = body
  }

  /// Calls the closure.
  ///
  /// - Precondition: Both have `dimension` rows and the same column count.
  public func apply(_ x: Matrix<Scalar>, into y: inout Matrix<Scalar>) {
    precondition(x.rows == dimension, "an operator of dimension \(dimension) times \(x.shape)")
    y.requireSameShape(x)
    body(x, &y)
  }
}
