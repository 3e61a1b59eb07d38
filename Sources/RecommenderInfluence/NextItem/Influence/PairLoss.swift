import Tensor

/// −log σ(m) of a margin m, and what goes with it.
struct PairLoss<Scalar: TensorScalar> {
  /// −log σ(m).
  let loss: Scalar
  /// σ(−m), by how much the loss falls with m.
  let slope: Scalar

  /// The loss of a margin.
  @inline(__always)
  init(margin: Scalar) {
    let decay = Scalar._exp(-abs(margin))
    loss = Scalar._log1p(decay) + max(0, -margin)
    slope = (margin >= 0 ? decay : 1) / (1 + decay)
  }
}
