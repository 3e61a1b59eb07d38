package import Recommenders
package import Tensor
import TensorLearning

/// The loss that a recurrent network was trained to make small, with fixed batches and nothing dropped out.
///
/// It is the sum over all actions of the cross entropy among the classes of their batch.
package struct RecurrentObjective<Scalar: TensorScalar>: CurvedObjective {
  /// The network's parameters.
  package let network: RecurrentNetwork<Scalar>
  /// The batches, each with its own classes.
  package let batches: [RecurrentBatch]
  private let curvature: InfluenceCurvature
  private let seed: UInt64
  private let parallelism: Parallelism

  /// An objective at a network's parameters, with one of its curvatures; `seed` determines the estimate of the
  /// diagonal of Gauss and Newton's.
  package init(
    _ network: RecurrentNetwork<Scalar>, on batches: [RecurrentBatch],
    curvature: InfluenceCurvature = .gaussNewton, seed: UInt64, parallelism: Parallelism
  ) {
    self.network = network
    self.batches = batches
    self.curvature = curvature
    self.seed = seed
    self.parallelism = parallelism
  }

  /// The number of parameters.
  package var dimension: Int { network.parameterCount }

  /// The value and the gradient.
  package func valueAndGradient() -> (value: Double, gradient: RecurrentNetwork<Scalar>) {
    var (value, gradient) = (0.0, network.zeros)
    for batch in batches {
      var part = Self.shapesFit { () throws(LearningError) in
        try network.gradient(of: batch, dropout: RecurrentDropout(), parallelism: parallelism)
      }
      let count = Double(batch.actionCount)
      value += part.loss * count
      part.scale(by: count)
      Self.add(part, to: &gradient)
    }
    return (value, gradient)
  }

  /// The product of the curvature with a column of directions.
  ///
  /// - Complexity: Two gradients, and three for the Hessian.
  package func product(_ directions: Matrix<Scalar>, column: Int) -> Matrix<Scalar> {
    let direction = network.reshaping(directions, column: column)
    var product = network.zeros
    for batch in batches {
      Self.add(
        Self.shapesFit { () throws(LearningError) in
          switch curvature {
          case .gaussNewton:
            try network.curvatureProduct(of: batch, along: direction, parallelism: parallelism)
          case .hessian:
            try network.hessianProduct(of: batch, along: direction, parallelism: parallelism)
          }
        }, to: &product)
    }
    return product.vector
  }

  /// An unbiased estimate of the diagonal of the Gauss–Newton curvature.
  ///
  /// The sum over batches of squared derivatives, each action foreseeing an item that the network itself draws:
  /// so the derivatives of actions are independent with a mean of zero, and their covariance is the curvature.
  package func curvatureDiagonal() -> Matrix<Scalar> {
    var squares = network.zeros
    for (number, batch) in batches.enumerated() {
      var part = Self.shapesFit { () throws(LearningError) in
        try network.sampledGradient(
          of: batch, seed: SeededGenerator.derivedSeed(seed, [UInt64(number)]),
          parallelism: parallelism)
      }
      part.square()
      Self.add(part, to: &squares)
    }
    return squares.vector
  }

  private static func add(
    _ gradient: RecurrentNetwork<Scalar>.Gradient, to sum: inout RecurrentNetwork<Scalar>
  ) {
    gradient.items.add(to: &sum.items.table)
    gradient.biases.add(to: &sum.biases)
    sum.layer.add(gradient.layer)
  }

  /// The network refuses shapes only, and batches and directions are of its shape.
  private static func shapesFit<Result>(_ body: () throws(LearningError) -> Result) -> Result {
    do throws(LearningError) {
      return try body()
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
