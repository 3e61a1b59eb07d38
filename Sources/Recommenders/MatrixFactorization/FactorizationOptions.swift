internal import Foundation
internal import Tensor

/// The hyperparameters of a matrix factorization.
public struct FactorizationOptions: Hashable, Codable, Sendable {
  /// d, the number of factors of a user or item.
  public var rank: Int
  /// λ of the objective, positive; 1 to 20 behaves on stars from 1 to 5.
  public var regularization: Double
  /// The greatest number of sweeps; a sweep solves for all users, then for all items.
  public var sweeps: Int
  /// The fit ends after a sweep that lowers J by less than this share of it; 0 never does.
  public var tolerance: Double
  /// The fit ends after a sweep that leaves ‖∇J‖ at or below this; 0 never does.
  public var gradientTolerance: Double
  /// What speeds the sweeps up.
  public var acceleration: Acceleration
  /// Determines the random start.
  public var seed: UInt64
  /// The standard deviation of the random start of an item's factors.
  public var initialDeviation: Double

  /// What is done with the change that a sweep makes.
  public enum Acceleration: String, Hashable, Codable, CaseIterable, Sendable {
    /// It is taken as it is: alternating least squares.
    case none
    /// It is the preconditioned gradient of an L-BFGS method with exact line searches; for fits to
    /// a stationary point.
    case lbfgs
  }

  /// Options with the package's defaults, each of which can be changed.
  public init(
    rank: Int = 64, regularization: Double = 5, sweeps: Int = 50, tolerance: Double = 1e-4,
    gradientTolerance: Double = 0, acceleration: Acceleration = .none, seed: UInt64 = 1,
    initialDeviation: Double = 0.3
  ) {
    self.rank = rank
    self.regularization = regularization
    self.sweeps = sweeps
    self.tolerance = tolerance
    self.gradientTolerance = gradientTolerance
    self.acceleration = acceleration
    self.seed = seed
    self.initialDeviation = initialDeviation
  }

  /// Checks every option, and that factors of this size fit into the machine's memory.
  ///
  /// - Parameters:
  ///   - userCount: The number of users to fit.
  ///   - itemCount: The number of items to fit.
  ///   - scalarSize: The size of a factor in bytes: 8 for `Double`, 4 for `Float`.
  /// - Throws: `RecommenderError.invalidOption` naming the option, or `.tooLarge`.
  public func validate(
    userCount: Int, itemCount: Int, scalarSize: Int = 8
  ) throws(RecommenderError) {
    try validate(scalarSize: scalarSize)
    // Factors, the scratch of a row solve, and room for the ratings beside them.
    let copies = acceleration == .none ? 1.0 : Double(SweepAcceleration<Double>.copies)
    let columns = copies * (Double(userCount) + Double(itemCount))
    let elements = Double(rank) * (columns + 2 * Double(rank) + 512)
    let available = Double(ProcessInfo.processInfo.physicalMemory)
    let bytes = elements * Double(scalarSize)
    guard bytes < 0.8 * available else { throw .tooLarge(bytes: bytes, available: available) }
  }

  /// Checks every option.
  ///
  /// - Parameter scalarSize: The size of a factor in bytes: 8 for `Double`, 4 for `Float`.
  /// - Throws: `RecommenderError.invalidOption` naming the option.
  public func validate(scalarSize: Int = 8) throws(RecommenderError) {
    func require(_ condition: Bool, _ name: String, _ requirement: String) throws(RecommenderError)
    {
      guard condition else { throw .invalidOption(name: name, requirement: requirement) }
    }
    try require(rank >= 1, "rank", "\(rank) is not at least 1")
    try require(
      gradientTolerance >= 0 && gradientTolerance.isFinite, "gradientTolerance",
      "\(gradientTolerance) is not at least 0 and finite")
    let isSingle = scalarSize == MemoryLayout<Float>.size
    func isPositive(_ value: Double) -> Bool {
      let held = isSingle ? Double(Float(value)) : value
      return held > 0 && held.isFinite
    }
    let positive = "is not positive and finite" + (isSingle ? " in single precision" : "")
    try require(
      isPositive(regularization), "regularization", "\(regularization) \(positive)")
    try require(sweeps >= 0, "sweeps", "\(sweeps) is not at least 0")
    try require(
      tolerance >= 0 && tolerance < 1, "tolerance", "\(tolerance) is not at least 0 and below 1")
    try require(
      isPositive(initialDeviation), "initialDeviation", "\(initialDeviation) \(positive)")
  }
}
