import Tensor

/// Which shares of inputs and states a step leaves out, and what decides it.
package struct RecurrentDropout: Hashable, Sendable {
  /// The share of the numbers of item vectors that come in as 0, in [0, 1).
  package var inputs = 0.0
  /// The share of the numbers of states that the scores see as 0, in [0, 1).
  package var states = 0.0
  /// Decides which.
  package var seed: UInt64 = 0

  /// Nothing left out, unless changed.
  package init(inputs: Double = 0, states: Double = 0, seed: UInt64 = 0) {
    self.inputs = inputs
    self.states = states
    self.seed = seed
  }

  /// What a matrix is multiplied with: 0 for a share of its elements, 1/(1 − share) for the others, so that
  /// the mean stays; the share counts in 65,536ths.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  static func mask<Scalar: TensorScalar>(
    _ rows: Int, _ columns: Int, share: Double, using rng: inout SeededGenerator
  ) -> Matrix<Scalar>? {
    let limit = UInt64(share * 65_536)
    guard limit > 0 else { return nil }
    let kept = 65_536 / Scalar(65_536 - limit)
    var mask = Matrix<Scalar>(rows: rows, columns: columns)
    mask.withMutableSpan { mask in
      var bits: UInt64 = 0
      for place in mask.indices {
        if place % 4 == 0 { bits = rng.next() }
        if bits & 65_535 >= limit { mask[place] = kept }
        bits >>= 16
      }
    }
    return mask
  }
}
