package import Tensor
package import TensorLearning

extension RecurrentNetwork {
  /// The loss of a batch and its derivatives.
  package struct Gradient: Sendable {
    /// The mean over the actions to foresee.
    package let loss: Double
    /// Of the item vectors, as input and as output.
    package private(set) var items: ColumnGradient<Scalar>
    /// Of the weights and biases of the units.
    package private(set) var layer: GRULayer<Scalar>
    /// Of the biases of items.
    package private(set) var biases: ColumnGradient<Scalar>

    /// A gradient.
    fileprivate init(
      loss: Double, items: ColumnGradient<Scalar>, layer: GRULayer<Scalar>,
      biases: ColumnGradient<Scalar>
    ) {
      self.loss = loss
      self.items = items
      self.layer = layer
      self.biases = biases
    }

    /// Shortens all derivatives together to a norm of at most `maximum`.
    mutating func clip(toNorm maximum: Double) {
      let factor = GradientClipping.factor(
        squaredNorm: items.squaredNorm + layer.squaredNorm + biases.squaredNorm, maximum: maximum)
      guard factor < 1 else { return }
      items.scale(by: factor)
      layer.scale(by: factor)
      biases.scale(by: factor)
    }
  }

  /// How many parts a batch is computed in, side by side; a constant of the algorithm.
  private static var parts: Int { 4 }

  /// The mean cross entropy of the next items of a batch among its classes, and its gradient.
  ///
  /// The logit of class c after state h is hᵀe_c + b_c − log q_c, q_c being the probability with which the
  /// batch has the class: the sampled softmax of Jean et al. [Jean2015, Eq. 8] with the batch's own items as
  /// the sample, as in the mini-batches of the paper.
  ///
  /// - Parameters:
  ///   - batch: Sequences of items of the network.
  ///   - dropout: What to leave out.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Complexity: For each action 6·`rank`·classes flops and 36·`rank`² in the units.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func gradient(
    of batch: RecurrentBatch, dropout: RecurrentDropout, parallelism: Parallelism
  ) throws(LearningError) -> Gradient {
    let classes = Classes(of: batch, in: self)
    let count = batch.sequences.count
    let parts = try parallelism.map(
      count: count, chunk: max(1, (count + Self.parts - 1) / Self.parts)
    ) { range throws(LearningError) in
      try Part(
        batch.sequences[range], classes: classes, network: self, dropout: dropout,
        stream: UInt64(range.lowerBound))
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

extension RecurrentNetwork {
  /// The classes of a batch as all parts of it see them.
  struct Classes: Sendable {
    /// e_c, a column for each class.
    let vectors: Matrix<Scalar>
    /// b_c − log q_c, a column for each class.
    let offsets: Matrix<Scalar>
    /// The class of each item; 0 for those that are none.
    let places: [Int32]
    /// The weight of an action in the loss: one by their number.
    let weight: Scalar

    /// Picks the parameters out.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    init(of batch: RecurrentBatch, in network: RecurrentNetwork) {
      vectors = network.items.table.selectingColumns(batch.classes)
      var offsets = network.biases.selectingColumns(batch.classes)
      var places = [Int32](repeating: 0, count: network.items.count)
      for (place, item) in batch.classes.enumerated() {
        offsets.storage[place] -= Scalar(batch.logProbabilities[place])
        places[item] = Int32(place)
      }
      self.offsets = offsets
      self.places = places
      weight = 1 / Scalar(batch.actionCount)
    }
  }
}
