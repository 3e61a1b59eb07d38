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
    init(
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
      if factor < 1 { scale(by: factor) }
    }

    /// Multiplies every derivative by a number.
    package mutating func scale(by factor: Double) {
      items.scale(by: factor)
      layer.scale(by: factor)
      biases.scale(by: factor)
    }

    /// Replaces every derivative by its square.
    package mutating func square() {
      items.square()
      biases.square()
      for path in GRULayer<Scalar>.parameterPaths {
        let derivatives = layer[keyPath: path]
        layer[keyPath: path] = derivatives.elementwiseProduct(derivatives)
      }
    }
  }

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
    let weight = 1 / Scalar(batch.actionCount)
    return try sum(over: batch, parallelism: parallelism) {
      sequences, stream throws(LearningError) in
      var pass = try Pass(
        sequences, classes: classes, network: self, dropout: dropout, stream: stream)
      let loss = pass.logits.formCrossEntropyGradient(
        targets: pass.steps.targets[...], offsets: classes.offsets
      ) { _ in weight }
      return try pass.part(loss: loss, classes: classes, network: self)
    }
  }
}

extension RecurrentNetwork {
  /// The classes of a batch as all parts of it see them.
  struct Classes: Sendable {
    /// e_c, a column for each class.
    let vectors: Matrix<Scalar>
    /// b_c, a column for each class.
    let biases: Matrix<Scalar>
    /// b_c − log q_c, a column for each class.
    let offsets: Matrix<Scalar>
    /// The class of each item; 0 for those that are none.
    let places: [Int32]

    /// Picks the parameters out.
    @specialized(where Scalar == Double)
    @specialized(where Scalar == Float)
    init(of batch: RecurrentBatch, in network: RecurrentNetwork) {
      vectors = network.items.table.selectingColumns(batch.classes)
      biases = network.biases.selectingColumns(batch.classes)
      var offsets = biases
      var places = [Int32](repeating: 0, count: network.items.count)
      for (place, item) in batch.classes.enumerated() {
        offsets.storage[place] -= Scalar(batch.logProbabilities[place])
        places[item] = Int32(place)
      }
      self.offsets = offsets
      self.places = places
    }
  }
}
