/// How points are clustered.
public struct KMeansOptions: Hashable, Codable, Sendable {
  /// k, the number of clusters.
  public var clusterCount: Int
  /// The greatest number of times that centers move.
  public var iterations: Int

  /// Options; iterations end earlier where assignments no longer change.
  public init(clusterCount: Int, iterations: Int = 100) {
    self.clusterCount = clusterCount
    self.iterations = iterations
  }

  /// Checks every option against a number of points.
  ///
  /// - Throws: `LearningError.invalidOption` naming the option.
  public func validate(pointCount: Int) throws(LearningError) {
    try LearningError.require(
      clusterCount >= 1 && clusterCount <= pointCount, "clusterCount",
      "\(clusterCount) is not in 1...\(pointCount), the number of points")
    try LearningError.require(iterations >= 0, "iterations", "\(iterations) is not at least 0")
  }
}
