package import Tensor

extension TensorScalar {
  /// σ(x) = 1/(1 + e⁻ˣ), without overflow.
  package static func sigmoid(_ x: Self) -> Self {
    // e⁻ˣ is infinite for very negative x, and then the quotient 0, as it should be.
    1 / (1 + _exp(-x))
  }

  /// log σ(x), exact for large |x| of either sign.
  package static func logSigmoid(_ x: Self) -> Self {
    min(x, 0) - _log1p(_exp(-abs(x)))
  }
}
