public import Tensor

/// Points divided among k centers so that the squared distances are small.
///
/// Lloyd's iteration from a start of k-means++. [Lloyd1982; Arthur2007, §2.2] It finds a local
/// minimum that depends on the start.
///
/// - A point as near to two centers goes to the one of smaller index.
/// - A cluster that loses all its points takes over the point farthest from its own center, of
///   equally far ones the first, out of a cluster of several points. Only if every point lies on
///   its center, because fewer than k of them are distinct, does a cluster stay empty.
public struct KMeans<Scalar: TensorScalar>: Equatable, Sendable {
  /// The centers, of shape `dimensions × clusterCount`.
  public let centers: Matrix<Scalar>
  /// The cluster of each point.
  public let assignments: [Int]
  /// The sum of squared distances of points from their centers.
  public let inertia: Double
  /// How often centers moved.
  public let iterations: Int
  /// Whether assignments no longer changed at the end.
  public let isConverged: Bool

  /// The number of points of each cluster.
  public var sizes: [Int] {
    assignments.reduce(into: [Int](repeating: 0, count: centers.columns)) { $0[$1] += 1 }
  }

  /// Divides points into clusters.
  ///
  /// - Parameters:
  ///   - points: Of shape `dimensions × points`: a column a point, finite.
  ///   - options: The number of clusters, at most that of points.
  ///   - parallelism: The number of threads to use; it does not change the result.
  ///   - rng: The source of the start.
  /// - Throws: `LearningError.invalidOption`; `.invalidData` for a point that is not finite.
  /// - Complexity: 3·dimensions·points·k flops for the start and for each iteration.
  public init(
    _ points: Matrix<Scalar>, options: KMeansOptions, parallelism: Parallelism = .automatic,
    using rng: inout some RandomNumberGenerator
  ) throws(LearningError) {
    try options.validate(pointCount: points.columns)
    if let place = points.storage.firstIndex(where: { !$0.isFinite }) {
      throw .invalidData(
        what: "point \(place / points.rows)", requirement: "every coordinate is finite")
    }
    var state = ClusterState(
      points, centers: KMeansStart.centers(points, options.clusterCount, parallelism, &rng),
      parallelism: parallelism)
    var iterations = 0
    var isConverged = false
    while iterations < options.iterations, !isConverged {
      let old = state.assignments
      state.moveCenters(points)
      state.assign(points, parallelism)
      iterations += 1
      isConverged = state.assignments == old
    }
    centers = state.centers
    assignments = state.assignments
    inertia = state.inertia
    self.iterations = iterations
    self.isConverged = isConverged
  }
}
