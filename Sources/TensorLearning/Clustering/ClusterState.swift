internal import Tensor

/// Centers, and the points divided among them.
struct ClusterState<Scalar: TensorScalar> {
  private(set) var centers: Matrix<Scalar>
  private(set) var assignments: [Int] = []
  /// The squared distance of each point from its center.
  private(set) var distances: [Double] = []

  /// The number of points that one task assigns; a constant of the algorithm.
  private static var block: Int { 256 }

  /// The points at their nearest centers.
  init(_ points: Matrix<Scalar>, centers: Matrix<Scalar>, parallelism: Parallelism) {
    self.centers = centers
    assign(points, parallelism)
  }

  /// The sum of squared distances, in the order of the points.
  var inertia: Double { distances.reduce(0, +) }

  /// Assigns each point to its nearest center, of equally near ones to the first.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func assign(_ points: Matrix<Scalar>, _ parallelism: Parallelism) {
    let centers = centers
    let blocks = parallelism.map(count: points.columns, chunk: Self.block) { range in
      range.map { point -> (cluster: Int, distance: Double) in
        var nearest = (cluster: 0, distance: Double.infinity)
        for cluster in 0..<centers.columns {
          let distance = points.squaredDistance(point, centers, cluster)
          if distance < nearest.distance { nearest = (cluster, distance) }
        }
        return nearest
      }
    }
    assignments = blocks.flatMap { $0.map(\.cluster) }
    distances = blocks.flatMap { $0.map(\.distance) }
  }

  /// Fills empty clusters, then moves each center to the mean of its points.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  mutating func moveCenters(_ points: Matrix<Scalar>) {
    var sizes = [Int](repeating: 0, count: centers.columns)
    for cluster in assignments { sizes[cluster] += 1 }
    for cluster in sizes.indices where sizes[cluster] == 0 { fill(cluster, &sizes) }
    let rows = points.rows
    var sums = [Double](repeating: 0, count: rows * sizes.count)
    for (point, cluster) in assignments.enumerated() {
      for row in 0..<rows {
        sums[cluster * rows + row] += Double(points.storage[point * rows + row])
      }
    }
    for cluster in sizes.indices where sizes[cluster] > 0 {
      for place in cluster * rows..<(cluster + 1) * rows {
        centers.storage[place] = Scalar(sums[place] / Double(sizes[cluster]))
      }
    }
  }

  /// Gives an empty cluster the point that is farthest from its center, if one is off its center.
  private mutating func fill(_ cluster: Int, _ sizes: inout [Int]) {
    var farthest: Int?
    var distance = 0.0
    for point in assignments.indices
    where sizes[assignments[point]] > 1 && distances[point] > distance {
      farthest = point
      distance = distances[point]
    }
    guard let farthest else { return }
    sizes[assignments[farthest]] -= 1
    sizes[cluster] = 1
    assignments[farthest] = cluster
    distances[farthest] = 0
  }
}

extension Matrix {
  /// The squared distance of a column from one of another matrix, in double precision.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func squaredDistance(_ column: Int, _ other: Matrix, _ otherColumn: Int) -> Double {
    let (left, right) = (column * rows, otherColumn * rows)
    var sum = 0.0
    for row in 0..<rows {
      let difference = Double(storage[left + row]) - Double(other.storage[right + row])
      sum += difference * difference
    }
    return sum
  }
}
