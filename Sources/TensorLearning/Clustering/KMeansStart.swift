internal import Tensor

/// The start of k-means++. [Arthur2007, §2.2]
enum KMeansStart {
  /// The number of points whose distances one task computes; a constant of the algorithm.
  private static var block: Int { 1024 }

  /// Centers among the points: the first uniform, each other in proportion to the squared distance
  /// from the nearest before it.
  ///
  /// Where every point lies on a center, the first points that are none follow.
  static func centers<Scalar: TensorScalar>(
    _ points: Matrix<Scalar>, _ count: Int, _ parallelism: Parallelism,
    _ rng: inout some RandomNumberGenerator
  ) -> Matrix<Scalar> {
    var chosen = [rng.nextIndex(below: points.columns)]
    var distances = [Double](repeating: .infinity, count: points.columns)
    while chosen.count < count {
      distances = shortened(distances, points, to: chosen[chosen.count - 1], parallelism)
      chosen.append(next(distances, besides: chosen, &rng))
    }
    return points.selectingColumns(chosen)
  }

  /// The squared distances from the nearest center, where a point is one more of them.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private static func shortened<Scalar: TensorScalar>(
    _ distances: [Double], _ points: Matrix<Scalar>, to center: Int, _ parallelism: Parallelism
  ) -> [Double] {
    Array(
      parallelism.map(count: points.columns, chunk: block) { range in
        range.map { min(distances[$0], points.squaredDistance($0, points, center)) }
      }.joined())
  }

  /// A point in proportion to its weight, or the first that is not chosen if all weights are zero.
  private static func next(
    _ weights: [Double], besides chosen: [Int], _ rng: inout some RandomNumberGenerator
  ) -> Int {
    let total = weights.reduce(0, +)
    let threshold = rng.nextUniform() * total
    var sum = 0.0
    var candidate: Int?
    for (point, weight) in weights.enumerated() where weight > 0 {
      sum += weight
      candidate = point
      if sum > threshold { break }
    }
    let taken = Set(chosen)
    return candidate ?? weights.indices.first { !taken.contains($0) } ?? 0
  }
}
