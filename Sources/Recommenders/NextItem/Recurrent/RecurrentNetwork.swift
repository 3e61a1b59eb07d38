package import Tensor
package import TensorLearning

/// The parameters of ``GRU4Rec``: item vectors, which are input and output both, a layer of units and
/// biases of the items.
///
/// Generic so that its gradient can be checked in double precision.
package struct RecurrentNetwork<Scalar: TensorScalar>: Parameterized, Equatable {
  /// e_i, a column for each item.
  package var items: Embedding<Scalar>
  /// The units, as many as an item vector is long.
  package var layer: GRULayer<Scalar>
  /// b_i, a column for each item.
  package var biases: Matrix<Scalar>

  /// Random item vectors and weights, and no biases.
  ///
  /// - Throws: `LearningError.invalidOption`.
  package init(
    itemCount: Int, rank: Int, deviation: Double, using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    items = try Embedding(
      count: itemCount, rank: rank, initialization: .normal(deviation: deviation), using: &rng)
    layer = try GRULayer(inputs: rank, states: rank, using: &rng)
    biases = Matrix(rows: 1, columns: itemCount)
  }

  package static var parameterPaths: [WritableKeyPath<RecurrentNetwork, Matrix<Scalar>>] {
    paths(in: \.items) + paths(in: \.layer) + [\.biases]
  }
}
