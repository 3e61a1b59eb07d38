public import Tensor

/// A loss and its derivatives.
public struct LossValue<Scalar: TensorScalar>: Equatable, Sendable {
  /// The loss.
  public let value: Double
  /// Its derivatives in what was given, of the same shape.
  public let gradient: Matrix<Scalar>

  /// Throws unless the loss is finite, so that training stops where it went wrong.
  ///
  /// - Parameter step: The number of the step, from 1.
  /// - Throws: `LearningError.notFinite` with the step and the likely cause.
  public func requireFinite(step: Int) throws(LearningError) {
    guard !value.isFinite else { return }
    throw .notFinite(
      what: "the loss", step: step,
      likelyCause: "parameters grew without bound or an input is not finite; "
        + "lower the learning rate or clip gradients")
  }
}
