import Tensor
import Testing

@testable import TensorLearning

/// `KMeans.swift`, `KMeansStart.swift`, `ClusterState.swift`.
@Suite struct KMeansTests {
  func cluster<Scalar: TensorScalar>(
    _ points: Matrix<Scalar>, _ count: Int, seed: UInt64 = 1, iterations: Int = 100,
    threads: Int = 1
  ) throws -> KMeans<Scalar> {
    var rng = SeededGenerator(seed: seed)
    return try KMeans(
      points, options: .init(clusterCount: count, iterations: iterations),
      parallelism: .init(threads: threads), using: &rng)
  }

  func findsBlobs<Scalar: TensorScalar>(_: Scalar.Type) throws {
    var rng = SeededGenerator(seed: 7)
    let points = Matrix<Scalar>(rows: 2, columns: 60) { row, column in
      Scalar(column % 3 * (row == 0 ? 10 : -10)) + Scalar(rng.nextUniform())
    }
    let result = try cluster(points, 3)
    #expect(result.isConverged && result.sizes == [20, 20, 20])
    for point in 0..<60 { #expect(result.assignments[point] == result.assignments[point % 3]) }
    let inertia = (0..<60).reduce(0.0) { sum, point in
      let difference = points.column(point) - result.centers.column(result.assignments[point])
      return sum + Double(difference.dot(difference))
    }
    #expect(abs(result.inertia - inertia) <= 100 * Double(Scalar.ulpOfOne) * inertia)
    // Each center is the mean of its points.
    for cluster in 0..<3 {
      let own = (0..<60).filter { result.assignments[$0] == cluster }
      let sum = own.reduce(Vector<Scalar>(count: 2)) { $0 + points.column($1) }
      let error = sum * (1 / 20) - result.centers.column(cluster)
      #expect(error.norm <= 400 * Scalar.ulpOfOne)
    }
  }

  @Test func findsSeparateBlobs() throws {
    try findsBlobs(Double.self)
    try findsBlobs(Float.self)
  }

  @Test func tiesGoToTheFirstCenter() {
    let state = ClusterState<Double>(
      [[0, 2, 1, 1]], centers: [[0, 2]], parallelism: .serial)
    #expect(state.assignments == [0, 1, 0, 0])
    let equal = ClusterState<Double>([[5]], centers: [[4, 6, 4]], parallelism: .serial)
    #expect(equal.assignments == [0])
  }

  @Test func anEmptyClusterTakesTheFarthestPoint() {
    // The third center is nearest to none. Of the far points −3 and 13 the first moves.
    var state = ClusterState<Double>(
      [[0, -3, 10, 13, 10]], centers: [[0, 10, 100]], parallelism: .serial)
    #expect(state.assignments == [0, 0, 1, 1, 1])
    state.moveCenters([[0, -3, 10, 13, 10]])
    #expect(state.centers == [[0, 11, -3]])
    // Two empty ones: the only point of a cluster stays, another far one moves.
    var two = ClusterState<Double>(
      [[0, 1, 5]], centers: [[0, 100, 200]], parallelism: .serial)
    two.moveCenters([[0, 1, 5]])
    #expect(two.centers == [[0, 5, 1]])
  }

  @Test func fewerDistinctPointsThanClusters() throws {
    let points: Matrix<Double> = [[1, 1, 1, 2, 2]]
    let result = try cluster(points, 4)
    #expect(result.isConverged && result.inertia == 0)
    #expect(Set(result.centers.columnMajorElements) == [1, 2])
    #expect(result.sizes.filter { $0 == 0 }.count == 2)
    let equal = try cluster(Matrix<Double>(rows: 2, columns: 5, repeating: 3), 5)
    #expect(equal.assignments == [0, 0, 0, 0, 0] && equal.inertia == 0)
  }

  @Test func asManyClustersAsPoints() throws {
    let result = try cluster([[4, 1, 9, 3]] as Matrix<Double>, 4)
    #expect(result.inertia == 0 && Set(result.assignments).count == 4)
    let one = try cluster([[4, 1, 9, 2]] as Matrix<Double>, 1)
    #expect(one.centers == [[4]] && one.inertia == 38)
  }

  @Test func inertiaFallsWithIterations() throws {
    let points: Matrix<Double> = randomMatrix(3, 400, seed: 5)
    let inertias = try (0..<8).map { try cluster(points, 7, iterations: $0).inertia }
    for (earlier, later) in zip(inertias, inertias.dropFirst()) { #expect(later <= earlier) }
    #expect(try cluster(points, 7, iterations: 0).iterations == 0)
    #expect(try !cluster(points, 7, iterations: 1).isConverged)
  }

  @Test func seedsDecideAndThreadsDoNot() throws {
    let points: Matrix<Float> = randomMatrix(4, 3000, seed: 6)
    #expect(try cluster(points, 9, threads: 1) == cluster(points, 9, threads: 3))
    #expect(try cluster(points, 9, seed: 1) != cluster(points, 9, seed: 2))
  }

  @Test func startsFarApart() {
    // Of two tight groups, 1000 apart, k-means++ misses one with a chance of about 10⁻⁷.
    let points = Matrix<Double>(rows: 1, columns: 200) { _, column in
      Double(column % 2 * 1000) + Double(column) / 1000
    }
    for seed in 0..<20 {
      var rng = SeededGenerator(seed: UInt64(seed))
      let centers = KMeansStart.centers(points, 2, .serial, &rng)
      #expect(abs(centers[0, 0] - centers[0, 1]) > 900)
    }
  }

  @Test func rejectsWhatItCannotCluster() {
    #expect(
      throws: LearningError.invalidOption(
        name: "clusterCount", requirement: "3 is not in 1...2, the number of points")
    ) { try cluster([[1, 2]] as Matrix<Double>, 3) }
    #expect(throws: LearningError.self) { try cluster([[1, 2]] as Matrix<Double>, 0) }
    #expect(throws: LearningError.self) { try cluster(Matrix<Double>(rows: 2, columns: 0), 1) }
    #expect(throws: LearningError.self) {
      try cluster([[1, 2]] as Matrix<Double>, 1, iterations: -1)
    }
    #expect(
      throws: LearningError.invalidData(
        what: "point 1", requirement: "every coordinate is finite")
    ) { try cluster([[1, .nan], [0, 0]] as Matrix<Double>, 1) }
  }
}
