package import Tensor

/// An objective whose curvature is known by its products with directions, all parameters in one column.
package protocol CurvedObjective<Scalar>: Sendable {
  associatedtype Scalar: TensorScalar
  /// The number of parameters.
  var dimension: Int { get }
  /// The product of the curvature with a column of directions.
  func product(
    _ directions: Matrix<Scalar>, column: Int, curvature: InfluenceCurvature
  ) -> Matrix<Scalar>
  /// The diagonal of the Gauss–Newton curvature or what comes near it, none of it negative, as a column.
  func curvatureDiagonal() -> Matrix<Scalar>
}

extension PairwiseObjective: CurvedObjective {
  /// The number of parameters.
  package var dimension: Int { point.dimension }

  /// The product of the curvature with a column of directions.
  package func product(
    _ directions: Matrix<Scalar>, column: Int, curvature: InfluenceCurvature
  ) -> Matrix<Scalar> {
    product(point.reshaping(directions, column: column), curvature: curvature).vector
  }

  /// The diagonal of the Gauss–Newton curvature.
  package func curvatureDiagonal() -> Matrix<Scalar> { diagonal().vector }
}
