package import Tensor
package import TensorLearning

extension RecurrentNetwork {
  /// The product of the Gauss–Newton curvature of a batch's loss with a direction in the parameters.
  ///
  /// With J the derivatives of the logits in the parameters and S = diag(p) − ppᵀ the second derivatives of an
  /// action's cross entropy in its logits, Σ JᵀSJv over the actions, in a sum and not in their mean. Nothing is
  /// dropped out. It is what the Hessian would be if logits were linear in the parameters, and never negative.
  ///
  /// - Parameters:
  ///   - batch: Sequences of items of the network.
  ///   - direction: v, of the same shapes.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The product; its loss is half of vᵀJᵀSJv.
  /// - Complexity: Twice that of a gradient.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func curvatureProduct(
    of batch: RecurrentBatch, along direction: RecurrentNetwork, parallelism: Parallelism
  ) throws(LearningError) -> Gradient {
    try product(of: batch, along: direction, parallelism: parallelism) {
      pass, tangents, _, classes throws(LearningError) in
      let square = pass.logits.formSoftmaxTangents(along: tangents.logits)
      return try pass.part(loss: Double(square) / 2, classes: classes, network: self)
    }
  }

  /// The product of the Hessian of a batch's loss with a direction in the parameters.
  ///
  /// To the Gauss–Newton product it adds what comes of the curvature of the logits in the parameters, by forward over
  /// reverse mode [Pearlmutter1994]. It is in a sum over the actions, with nothing dropped out.
  ///
  /// - Parameters:
  ///   - batch: Sequences of items of the network.
  ///   - direction: v, of the same shapes.
  ///   - parallelism: The number of threads to use; it does not change the result.
  /// - Returns: The product; its loss is the derivative of the summed loss along v.
  /// - Complexity: Three times that of a gradient.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func hessianProduct(
    of batch: RecurrentBatch, along direction: RecurrentNetwork, parallelism: Parallelism
  ) throws(LearningError) -> Gradient {
    try product(of: batch, along: direction, parallelism: parallelism) {
      pass, tangents, moved, classes throws(LearningError) in
      var slopes = pass.logits
      for (column, target) in pass.steps.targets.enumerated() { slopes[target, column] -= 1 }
      var slope = 0.0
      for column in 0..<slopes.columns {
        slope += Double(slopes.columnDot(column, tangents.logits, column))
      }
      _ = pass.logits.formSoftmaxTangents(along: tangents.logits)
      return try pass.partTangents(
        of: (slopes, pass.logits), tangents, along: moved, loss: slope, classes: classes,
        network: self)
    }
  }

  /// The sum over parts of a batch of what `part` makes of a pass without dropout, whose logits are probabilities,
  /// and its derivatives along a direction.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func product(
    of batch: RecurrentBatch, along direction: RecurrentNetwork, parallelism: Parallelism,
    _ part:
      @Sendable (
        _ pass: inout Pass, _ tangents: Pass.Tangents,
        _ moved: (network: RecurrentNetwork, classes: Classes), _ classes: Classes
      ) throws(LearningError) -> Part
  ) throws(LearningError) -> Gradient {
    let classes = Classes(of: batch, in: self)
    let moved = (network: direction, classes: Classes(of: batch, in: direction))
    return try sum(over: batch, parallelism: parallelism) {
      sequences, stream throws(LearningError) in
      var pass = try Pass(
        sequences, classes: classes, network: self, dropout: RecurrentDropout(), stream: stream)
      let tangents = try pass.tangents(along: moved, classes: classes, network: self)
      pass.formProbabilities(offsets: classes.offsets)
      return try part(&pass, tangents, moved, classes)
    }
  }

  /// The gradient of a batch's summed loss if each action were on a class that the network draws.
  ///
  /// Its mean is zero, and its covariance the Gauss–Newton curvature of the batch. Nothing is dropped out.
  ///
  /// - Parameters:
  ///   - batch: Sequences of items of the network; what they foresee does not matter.
  ///   - seed: Determines the draws.
  ///   - parallelism: The number of threads to use; it does not change the result.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func sampledGradient(
    of batch: RecurrentBatch, seed: UInt64, parallelism: Parallelism
  ) throws(LearningError) -> Gradient {
    let classes = Classes(of: batch, in: self)
    return try sum(over: batch, parallelism: parallelism) {
      sequences, stream throws(LearningError) in
      var pass = try Pass(
        sequences, classes: classes, network: self, dropout: RecurrentDropout(), stream: stream)
      var rng = SeededGenerator(seed: seed, stream: stream)
      pass.formProbabilities(offsets: classes.offsets)
      let rows = pass.logits.rows
      for column in 0..<pass.logits.columns {
        let first = column * rows
        // p becomes p − 1[c = a draw from p].
        var left = Scalar(rng.nextUniform())
        var drawn = first
        while drawn < first + rows - 1, left >= pass.logits.storage[drawn] {
          left -= pass.logits.storage[drawn]
          drawn += 1
        }
        pass.logits.storage[drawn] -= 1
      }
      return try pass.part(loss: 0, classes: classes, network: self)
    }
  }

  /// The derivatives of each action's cross entropy along a direction in the parameters.
  ///
  /// - Parameters:
  ///   - batch: Sequences of items of the network; they are gone through at once.
  ///   - direction: Of the same shapes.
  /// - Returns: A number for each action to foresee, step after step, and in a step sequence after sequence.
  /// - Complexity: Two thirds of a gradient.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func lossTangents(
    of batch: RecurrentBatch, along direction: RecurrentNetwork
  ) throws(LearningError) -> [Double] {
    let classes = Classes(of: batch, in: self)
    var pass = try Pass(
      batch.sequences[...], classes: classes, network: self, dropout: RecurrentDropout(), stream: 0)
    let tangents = try pass.tangents(
      along: (direction, Classes(of: batch, in: direction)), classes: classes, network: self
    ).logits
    let targets = pass.steps.targets
    _ = pass.logits.formCrossEntropyGradient(targets: targets[...], offsets: classes.offsets) {
      _ in 1
    }
    return targets.indices.map { Double(pass.logits.columnDot($0, tangents, $0)) }
  }
}

extension Matrix {
  /// Replaces the probabilities p of each column by their derivatives Su = p ⊙ (u − pᵀu) along those of its logits.
  ///
  /// - Returns: The sum of uᵀSu over the columns.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  fileprivate mutating func formSoftmaxTangents(along tangents: Matrix) -> Scalar {
    var square: Scalar = 0
    for column in 0..<columns {
      let first = column * rows
      let mean = columnDot(column, tangents, column)
      for place in first..<first + rows {
        let change = tangents.storage[place] - mean
        storage[place] *= change
        square += storage[place] * change
      }
    }
    return square
  }
}
