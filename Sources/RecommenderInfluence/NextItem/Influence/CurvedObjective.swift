package import Tensor
import TensorLearning

/// An objective whose curvature is known by its products with directions, all parameters in one column.
package protocol CurvedObjective<Scalar>: Sendable {
  associatedtype Scalar: TensorScalar
  /// The number of parameters.
  var dimension: Int { get }
  /// The product of the curvature with a column of directions.
  func product(_ directions: Matrix<Scalar>, column: Int) -> Matrix<Scalar>
  /// The diagonal of the Gauss–Newton curvature or what comes near it, none of it negative, as a column.
  func curvatureDiagonal() -> Matrix<Scalar>
}

/// An objective of pairs with the kind of curvature that a solve is made with.
package struct CurvedPairs<Scalar: TensorScalar>: CurvedObjective {
  private let objective: PairwiseObjective<Scalar>
  private let curvature: InfluenceCurvature

  /// An objective with one of its curvatures.
  package init(_ objective: PairwiseObjective<Scalar>, curvature: InfluenceCurvature) {
    self.objective = objective
    self.curvature = curvature
  }

  /// The number of parameters.
  package var dimension: Int { objective.point.parameterCount }

  /// The product of the curvature with a column of directions.
  package func product(_ directions: Matrix<Scalar>, column: Int) -> Matrix<Scalar> {
    objective.product(
      objective.point.reshaping(directions, column: column), curvature: curvature
    ).vector
  }

  /// The diagonal of the Gauss–Newton curvature.
  package func curvatureDiagonal() -> Matrix<Scalar> { objective.diagonal().vector }
}
