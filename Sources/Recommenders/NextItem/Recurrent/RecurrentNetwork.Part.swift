import Tensor
import TensorLearning

extension RecurrentNetwork {
  /// What some sequences of a batch add to its loss and gradient.
  struct Part: Sendable {
    /// The sum of the weighted losses.
    let loss: Double
    /// The item that came in at each step of each sequence, and the derivatives in its vector.
    let items: [Int]
    let inputs: Matrix<Scalar>
    /// The derivatives in the vectors and biases of all classes.
    let classVectors: Matrix<Scalar>
    let classBiases: Matrix<Scalar>
    let layer: GRULayer<Scalar>
  }

  /// How many parts a batch is computed in, side by side; a constant of the algorithm.
  private static var partCount: Int { 4 }

  /// The sum of what parts of a batch make, each of some of its sequences, in their order.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func sum(
    over batch: RecurrentBatch, parallelism: Parallelism,
    _ part: @Sendable (ArraySlice<[Int32]>, _ stream: UInt64) throws(LearningError) -> Part
  ) throws(LearningError) -> Gradient {
    let count = batch.sequences.count
    let parts = try parallelism.map(
      count: count, chunk: max(1, (count + Self.partCount - 1) / Self.partCount)
    ) { range throws(LearningError) in
      try part(batch.sequences[range], UInt64(range.lowerBound))
    }
    var (layer, vectors, biases) = (parts[0].layer, parts[0].classVectors, parts[0].classBiases)
    for part in parts.dropFirst() {
      layer.add(part.layer)
      vectors += part.classVectors
      biases += part.classBiases
    }
    let touched = parts.flatMap(\.items) + batch.classes
    let derivatives = parts.flatMap(\.inputs.storage) + vectors.storage
    return Gradient(
      loss: parts.reduce(0) { $0 + $1.loss },
      items: try ColumnGradient(
        scattering: Matrix(rows: items.rank, columns: touched.count, columnMajor: derivatives),
        to: touched, parallelism: parallelism),
      layer: layer, biases: try ColumnGradient(scattering: biases, to: batch.classes))
  }
}
