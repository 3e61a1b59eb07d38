public import Tensor

/// How often random walks from one user are where, and how exact that is.
public struct WalkDistribution<Scalar: TensorScalar>: Sendable {
  /// The share of steps at each user.
  public let users: Vector<Scalar>
  /// The share of steps at each item.
  public let items: Vector<Scalar>
  /// The steps that the solve took.
  public let iterations: Int
  /// The relative residual, measured in double precision.
  ///
  /// It is that of the symmetric system for items, which ``RandomWalkOptions/tolerance`` is about.
  public let residual: Double
}
