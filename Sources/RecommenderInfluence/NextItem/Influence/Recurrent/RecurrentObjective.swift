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
  private let parallelism: Parallelism

  /// An objective at a network's parameters.
  package init(
    _ network: RecurrentNetwork<Scalar>, on batches: [RecurrentBatch], parallelism: Parallelism
  ) {
    self.network = network
    self.batches = batches
    self.parallelism = parallelism
  }

  /// The number of parameters.
  package var dimension: Int { network.parameterCount }

  /// The value and the gradient.
  package func valueAndGradient() -> (value: Double, gradient: RecurrentNetwork<Scalar>) {
    var (value, gradient) = (0.0, network.zeros)
    forEachGradient { batch, loss in
      value += loss
      Self.add(batch, to: &gradient)
    }
    return (value, gradient)
  }

  /// The product of the Gauss–Newton curvature with a column of directions.
  ///
  /// - Precondition: `curvature` is not the Hessian's.
  /// - Complexity: Two gradients.
  package func product(
    _ directions: Matrix<Scalar>, column: Int, curvature: InfluenceCurvature
  ) -> Matrix<Scalar> {
    precondition(curvature == .gaussNewton, "the Hessian of a recurrent network")
    let direction = network.reshaping(directions, column: column)
    var product = network.zeros
    for batch in batches {
      Self.add(
        Self.shapesFit { () throws(LearningError) in
          try network.curvatureProduct(of: batch, along: direction, parallelism: parallelism)
        }, to: &product)
    }
    return product.vector
  }

  /// The sum over batches of the squares of their derivatives.
  ///
  /// Where training has ended the derivatives of actions are nearly independent with a mean near zero, so that
  /// this comes near the diagonal of Fisher's information, which is that of the Gauss–Newton curvature.
  package func curvatureDiagonal() -> Matrix<Scalar> {
    var squares = network.zeros
    forEachGradient { batch, _ in
      var batch = batch
      batch.square()
      Self.add(batch, to: &squares)
    }
    return squares.vector
  }

  /// Calls `body` with the gradient of the sum over each batch, and the sum.
  private func forEachGradient(
    _ body: (RecurrentNetwork<Scalar>.Gradient, _ loss: Double) -> Void
  ) {
    for batch in batches {
      var gradient = Self.shapesFit { () throws(LearningError) in
        try network.gradient(of: batch, dropout: RecurrentDropout(), parallelism: parallelism)
      }
      let count = Double(batch.actionCount)
      gradient.scale(by: count)
      body(gradient, gradient.loss * count)
    }
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

extension RecurrentNetwork {
  /// All parameters as one column.
  package var vector: Matrix<Scalar> {
    let elements = parameters.flatMap(\.storage)
    return Matrix(rows: elements.count, columns: 1, columnMajor: elements)
  }

  /// Parameters or a direction of the same shapes from a column of a matrix.
  ///
  /// - Precondition: The column has as many elements as there are parameters.
  package func reshaping(_ vectors: Matrix<Scalar>, column: Int = 0) -> RecurrentNetwork {
    precondition(
      vectors.rows == parameterCount, "\(vectors.rows) numbers for \(parameterCount) parameters")
    var result = self
    var start = column * vectors.rows
    for path in Self.parameterPaths {
      let shape = self[keyPath: path]
      let count = shape.rows * shape.columns
      result[keyPath: path] = Matrix(
        rows: shape.rows, columns: shape.columns,
        columnMajor: Array(vectors.storage[start..<start + count]))
      start += count
    }
    return result
  }
}
