internal import Tensor

/// Adam for all parameters of a value, with bias correction.
///
/// With gradient g_t of step t = 1, 2, …:
///
///     m_t = β₁ m_{t−1} + (1 − β₁) g_t,   v_t = β₂ v_{t−1} + (1 − β₂) g_t²
///     θ_t = θ_{t−1} − α (m_t / (1 − β₁ᵗ)) / (√(v_t / (1 − β₂ᵗ)) + ε)     [Kingma2015, Algorithm 1]
///
/// ```swift
/// var adam = try Adam(for: network, options: .init(learningRate: 2e-3))
/// gradient.clip(toNorm: 5)
/// try adam.update(&network, gradient: gradient)
/// ```
///
/// For large tables of which a step touches few columns there is ``ColumnAdam``.
public struct Adam<Parameters: Parameterized>: Sendable {
  /// The hyperparameters.
  public let options: AdamOptions
  /// The number of steps made.
  public private(set) var stepCount = 0
  private var firstMoments: Parameters
  private var secondMoments: Parameters

  /// Adam before its first step, its moments zero.
  ///
  /// - Throws: `LearningError.invalidOption` naming the option.
  public init(for parameters: Parameters, options: AdamOptions = .init()) throws(LearningError) {
    try options.validate()
    self.options = options
    firstMoments = parameters.zeros
    secondMoments = firstMoments
  }

  /// Makes one step.
  ///
  /// - Parameters:
  ///   - parameters: What to move; of the shapes that this was made for.
  ///   - gradient: The derivatives of a loss to lower.
  /// - Throws: `LearningError.shapeMismatch`; `.notFinite` with the step and the likely cause if a
  ///   derivative is NaN or infinite. Nothing is changed then.
  /// - Complexity: About 12 flops and a square root for each parameter, no allocation.
  public mutating func update(
    _ parameters: inout Parameters, gradient: Parameters
  ) throws(LearningError) {
    let paths = Parameters.parameterPaths
    for (place, path) in paths.enumerated() {
      let moments = firstMoments[keyPath: path]
      for matrix in [parameters[keyPath: path], gradient[keyPath: path]] {
        try LearningError.requireShape(
          matrix, moments.rows, moments.columns, "Adam.update, parameter \(place)")
      }
      try AdamStep.requireFinite(
        gradient[keyPath: path], of: parameters[keyPath: path], place: place,
        step: stepCount + 1)
    }
    stepCount += 1
    let step = AdamStep<Parameters.Scalar>(options, number: stepCount)
    for path in paths {
      step.move(
        &parameters[keyPath: path], &firstMoments[keyPath: path], &secondMoments[keyPath: path],
        gradient: gradient[keyPath: path], columns: nil)
    }
  }
}
