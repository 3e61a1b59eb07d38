internal import Tensor

/// The losses that networks are trained with, each with its gradient.
///
/// A loss is the weighted sum Σ w_i ℓ_i over elements or, for ``crossEntropy(logits:targets:weights:parallelism:)``,
/// over columns. Without weights each counts 1/n: the mean. Weights of zero mask what is no example,
/// such as steps beyond the end of a sequence.
public enum Loss {
  /// The number of columns or elements that one task computes; a constant of the algorithm.
  static var block: (columns: Int, elements: Int) { (columns: 16, elements: 4096) }
}
