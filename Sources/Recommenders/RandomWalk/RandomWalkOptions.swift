internal import Foundation

/// How a random walk with restart goes over the graph of ratings.
public struct RandomWalkOptions: Hashable, Codable, Sendable {
  /// α, the probability of each step to start again, from 0.001 to 0.999.
  ///
  /// Below, walks hardly ever come back and solves take thousands of steps; above, they never leave.
  public var restart: Double
  /// The relative residual to which stationary distributions are solved for, in (0, 1).
  ///
  /// It is that of the symmetric system for items; results carry what was measured. Single precision
  /// does not reach the default: rounding leaves 1e-7 of the right-hand side at α = 0.3 and 5e-7 at 0.05,
  /// however small the tolerance.
  public var tolerance: Double

  /// Options, by default a restart in 3 steps of 10, as in the papers.
  public init(restart: Double = 0.3, tolerance: Double = 1e-8) {
    self.restart = restart
    self.tolerance = tolerance
  }

  /// The values that ``restart`` can have.
  public static let restartRange = 0.001...0.999

  /// Checks the options.
  ///
  /// - Throws: `RecommenderError.invalidOption` for one outside its range.
  public func validate() throws(RecommenderError) {
    guard Self.restartRange.contains(restart) else {
      throw .invalidOption(
        name: "restart", requirement: "\(restart) is not from 0.001 to 0.999")
    }
    guard tolerance > 0, tolerance < 1 else {
      throw .invalidOption(name: "tolerance", requirement: "\(tolerance) is not between 0 and 1")
    }
  }
}
