internal import Foundation

/// How an attack that descends along a gradient does it.
///
/// Ratings w of a fake user are relaxed to [0, r_max] and start equal. A step subtracts the
/// subgradient of the loss, scaled so that the largest change of a rating is ``stepLength`` of
/// r_max divided by the square root of the step's number, and projects onto the box.
public struct OptimizationOptions: Hashable, Codable, Sendable {
  /// Which derivative of the loss by the ratings of a fake user is followed.
  public var gradient: AttackGradient
  /// The number of gradient steps for one fake user, at least 1.
  public var steps: Int
  /// Δ, the number of influential users, at least 1; all of them if there are fewer.
  public var influentialUsers: Int
  /// b of the loss, positive; its last value if ``initialLossWidth`` is wider.
  public var lossWidth: Double
  /// The value of b in the first step, from which it falls geometrically; `nil` keeps b fixed.
  public var initialLossWidth: Double?
  /// η, the weight of the ℓ₁ norm of a fake user's ratings, not negative.
  public var sparsity: Double
  /// The rating of every item but the target at the start, as a share of r_max, in [0, 1].
  public var startRating: Double
  /// The largest change of a rating in the first step, as a share of r_max, above 0 and at most 1.
  public var stepLength: Double

  /// Options with the package's defaults, each of which can be changed.
  public init(
    gradient: AttackGradient = .oneSweep, steps: Int = 6, influentialUsers: Int = 400,
    lossWidth: Double = 0.01, initialLossWidth: Double? = 0.5, sparsity: Double = 0.01,
    startRating: Double = 0.02, stepLength: Double = 0.25
  ) {
    self.gradient = gradient
    self.steps = steps
    self.influentialUsers = influentialUsers
    self.lossWidth = lossWidth
    self.initialLossWidth = initialLossWidth
    self.sparsity = sparsity
    self.startRating = startRating
    self.stepLength = stepLength
  }

  /// Checks every option.
  ///
  /// - Parameter attack: The name that an error says the option is of.
  /// - Throws: `AttackError.invalidOption` for the first option outside its range.
  public func validate(attack: String) throws(AttackError) {
    guard let problem else { return }
    throw .invalidOption(attack: attack, name: problem.name, requirement: problem.requirement)
  }
}

extension OptimizationOptions {
  /// The first option outside its range, and what it violates; `nil` if all are valid.
  package var problem: (name: String, requirement: String)? {
    func isPositive(_ value: Double) -> Bool { value > 0 && value.isFinite }
    if case .refit(let sweeps) = gradient, sweeps < 1 {
      return ("gradient", "\(sweeps) sweeps are not at least 1")
    }
    if steps < 1 { return ("steps", "\(steps) is not at least 1") }
    if influentialUsers < 1 {
      return ("influentialUsers", "\(influentialUsers) is not at least 1")
    }
    if !isPositive(lossWidth) {
      return ("lossWidth", "\(lossWidth) is not positive and finite")
    }
    if let initialLossWidth, !isPositive(initialLossWidth) {
      return ("initialLossWidth", "\(initialLossWidth) is not positive and finite")
    }
    if !(sparsity >= 0 && sparsity.isFinite) {
      return ("sparsity", "\(sparsity) is not at least 0 and finite")
    }
    if !(0...1 ~= startRating) { return ("startRating", "\(startRating) is not in [0, 1]") }
    if !(stepLength > 0 && stepLength <= 1) {
      return ("stepLength", "\(stepLength) is not above 0 and at most 1")
    }
    return nil
  }

  /// b in step `step` of ``steps``, from 0: geometric from the initial width to the last one.
  func lossWidth(inStep step: Int) -> Double {
    guard let initialLossWidth, steps > 1 else { return lossWidth }
    let progress = Double(step) / Double(steps - 1)
    return initialLossWidth * pow(lossWidth / initialLossWidth, progress)
  }
}
