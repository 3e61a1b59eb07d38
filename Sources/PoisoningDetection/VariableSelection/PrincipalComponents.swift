internal import Tensor

/// The first principal components of users: the left singular vectors of ``StandardizedUsers``.
///
/// By a block Krylov method that starts anew from its best vectors: from a block Q of random
/// orthonormal columns, a few more than components are asked for, the blocks Q, ZZᵀQ, … (ZZᵀ)³Q are
/// made orthonormal, and the singular value decomposition of Zᵀ times all of them gives the next Q.
/// It ends when ‖ZZᵀu − σ²u‖ ≤ `tolerance` · σ₁² for every component asked for. Exact after one round
/// if these are as many columns as there are users. [Halko2011; Musco2015]
struct PrincipalComponents: Sendable {
  /// The components, users × k, with orthonormal columns, most variance first; a column without
  /// variance is 0.
  let vectors: Matrix<Double>
  /// σ of each component, descending.
  let singularValues: [Double]
  /// The number of rounds.
  let iterations: Int
  /// The largest ‖ZZᵀu − σ²u‖ / σ₁².
  let residual: Double

  /// Columns beyond the components asked for, and blocks of a round.
  private static let (extra, depth) = (5, 4)
  /// Where the residual may stay.
  static let tolerance = 1e-8
  /// The number of rounds after which the method gives up.
  static let limit = 200

  /// The first `count` components of `z`.
  ///
  /// - Precondition: `count` is at least 1 and at most the number of users and of items.
  /// - Throws: `DetectionError.notConverged` after ``limit`` rounds; `.tensor` if numbers overflow.
  /// - Complexity: For k = `count` + 5 and t rounds O(tk · ratings + tk² · (users + items)) time,
  ///   4k · (users + items) numbers.
  init(
    of z: StandardizedUsers, count: Int, using rng: inout some RandomNumberGenerator
  ) throws(DetectionError) {
    let width = min(count + Self.extra, z.users, z.items)
    do throws(TensorError) {
      var normals: [Double] = []
      for _ in 0..<z.users * width { normals.append(rng.nextNormal()) }
      var block = try QR(
        Matrix(rows: z.users, columns: width, columnMajor: normals)
      ).orthonormal
      var image = z.transposedTimes(block)
      var next = z.times(image)
      var (round, residual) = (0, Double.infinity)
      var values: [Double] = []
      while !(residual <= Self.tolerance) {
        guard round < Self.limit else {
          throw TensorError.iterationLimit(
            operation: "principal components", iterations: round, residual: residual)
        }
        round += 1
        (block, image, values) = try Self.improved(block, image, next, by: z)
        next = z.times(image)
        residual = Self.residual(block, next, values, count: count)
      }
      let floor = Double(max(z.users, z.items)) * Double.ulpOfOne * (values.first ?? 0)
      vectors = Matrix(rows: z.users, columns: count) { values[$1] > floor ? block[$0, $1] : 0 }
      singularValues = Array(values.prefix(count))
      iterations = round
      self.residual = residual
    } catch {
      if case .iterationLimit(_, let iterations, let residual) = error {
        throw .notConverged(iterations: iterations, residual: residual)
      }
      throw .tensor(error)
    }
  }

  /// The best block in the space of a block Q and what ZZᵀ makes of it, its product with Zᵀ, and its
  /// singular values.
  ///
  /// - Parameters:
  ///   - block: Q, orthonormal.
  ///   - image: ZᵀQ.
  ///   - next: ZZᵀQ.
  private static func improved(
    _ block: Matrix<Double>, _ image: Matrix<Double>, _ next: Matrix<Double>,
    by z: StandardizedUsers
  ) throws(TensorError) -> (Matrix<Double>, Matrix<Double>, [Double]) {
    let width = block.columns
    var (basis, images, power) = (block, image, next)
    for index in 1..<depth where basis.columns < z.users {
      if index > 1 { power = z.times(images[0..<z.items, basis.columns - width..<basis.columns]) }
      let new = power - basis * basis.transposedTimes(power)
      let factored = try QR(basis.appendingColumns(of: new)).orthonormal
      // Once there is a column for each user the space is all there is.
      let added = factored[0..<z.users, basis.columns..<factored.columns]
      basis = basis.appendingColumns(of: added)
      images = images.appendingColumns(of: z.transposedTimes(added))
    }
    let decomposition = try SVD(images)
    let best = decomposition.rightVectors[0..<basis.columns, 0..<width]
    return (basis * best, images * best, Array(decomposition.singularValues.prefix(width)))
  }

  /// The largest ‖ZZᵀu − σ²u‖ / σ₁² of the first vectors; 0 if Z is 0.
  private static func residual(
    _ block: Matrix<Double>, _ next: Matrix<Double>, _ values: [Double], count: Int
  ) -> Double {
    guard let first = values.first, first > 0 else { return 0 }
    return (0..<count).reduce(0) { largest, column in
      let square = values[column] * values[column]
      var sum = 0.0
      for user in 0..<block.rows {
        let difference = next[user, column] - square * block[user, column]
        sum += difference * difference
      }
      return max(largest, sum.squareRoot() / (first * first))
    }
  }
}
