import Foundation
import Tensor
import TensorLearning

/// The matrix of `References/learning.py`: element k, in column order, is sin(k + offset)/2.
func wave<Scalar: TensorScalar>(
  _ rows: Int, _ columns: Int, _ offset: Int, of: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  Matrix(rows: rows, columns: columns) { row, column in
    Scalar(sin(Double(column * rows + row + offset)) / 2)
  }
}

/// A matrix of seeded numbers uniform in [−1, 1).
func randomMatrix<Scalar: TensorScalar>(
  _ rows: Int, _ columns: Int, seed: UInt64, of: Scalar.Type = Scalar.self
) -> Matrix<Scalar> {
  var rng = SeededGenerator(seed: seed)
  return Matrix(rows: rows, columns: columns) { _, _ in Scalar(2 * rng.nextUniform() - 1) }
}

/// A small network of all layers, for what is written once for all of them.
struct SmallNetwork: Parameterized, Equatable {
  var embedding: Embedding<Double>
  var gru: GRULayer<Double>
  var output: Linear<Double>

  init(seed: UInt64) throws {
    var rng = SeededGenerator(seed: seed)
    embedding = try Embedding(count: 5, rank: 3, using: &rng)
    gru = try GRULayer(inputs: 3, states: 4, using: &rng)
    output = try Linear(inputs: 4, outputs: 2, using: &rng)
  }

  static var parameterPaths: [WritableKeyPath<SmallNetwork, Matrix<Double>>] {
    paths(in: \.embedding) + paths(in: \.gru) + paths(in: \.output)
  }
}
