/// An eigenvalue with its eigenvector, and how well they fit.
public struct Eigenpair<Scalar: TensorScalar>: Equatable, Sendable {
  /// The eigenvalue λ.
  public let value: Scalar
  /// The eigenvector v, of length one.
  public let vector: Vector<Scalar>
  /// The number of products with the operator.
  public let iterations: Int
  /// ‖Av − λv‖₂/‖Av‖₂; 0 where Av is zero.
  public let residual: Double
}
