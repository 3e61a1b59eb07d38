import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@Suite struct InfluenceHessianTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func hessianProductIsTheDifferenceOfGradients(seed: UInt64) throws {
    let ratings = try randomRatings(seed: seed)
    for rank in [1, 3, 5, 16] {
      let point = randomFactors(seed: seed + 10, rank: rank, users: 24, items: 18)
      let direction = randomFactors(seed: seed + 20, rank: rank, users: 24, items: 18)
      func gradient(_ factors: Factors) throws -> Factors {
        try Linearization(ratings: ratings.byUser, factors: factors, regularization: 0.7).gradient
      }
      let step = 1e-5
      let difference =
        (0.5 / step)
        * (try gradient(point + step * direction) - gradient(point - step * direction))
      let product = try Linearization(
        ratings: ratings.byUser, factors: point, regularization: 0.7
      ).hessianProduct(direction)
      #expect((product - difference).norm < 1e-7 * product.norm)
    }
  }

  @Test func gradientIsTheDifferenceOfObjectives() throws {
    let ratings = try randomRatings(seed: 4)
    let point = randomFactors(seed: 5, rank: 3, users: 24, items: 18)
    let direction = randomFactors(seed: 6, rank: 3, users: 24, items: 18)
    func objective(_ factors: Factors) -> Double {
      var sum = 0.9 * factors.dot(factors)
      for rating in ratings.ratings {
        let error =
          rating.value - factors.users.columnDot(rating.user, factors.items, rating.item)
        sum += error * error
      }
      return sum
    }
    let step = 1e-5
    let difference =
      (objective(point + step * direction) - objective(point - step * direction)) / (2 * step)
    let slope = try Linearization(
      ratings: ratings.byUser, factors: point, regularization: 0.9
    ).gradient.dot(direction)
    #expect(abs(slope - difference) < 1e-7 * abs(slope))
  }

  @Test func operatorIsSymmetricAndDampingAddsDiagonalBlocks() throws {
    let ratings = try randomRatings(seed: 7)
    let point = randomFactors(seed: 8, rank: 3, users: 24, items: 18)
    let linear = try Linearization(ratings: ratings.byUser, factors: point, regularization: 2)
    let hessian = FactorizationHessian(linear)
    let damped = FactorizationHessian(linear, damping: 0.3)
    let count = hessian.dimension
    #expect(count == 3 * 42)
    let dense = hessian.apply(Matrix.identity(count))
    #expect(dense.isApproximatelyEqual(to: dense.transposed, relativeTolerance: 1e-14))
    let inverse = BlockJacobi(linear).apply(Matrix.identity(count))
    let blocks = (1 / 0.3) * (damped.apply(Matrix.identity(count)) - dense)
    #expect(
      (inverse * blocks).isApproximatelyEqual(to: .identity(count), relativeTolerance: 1e-12))
    for column in 0..<count {
      for row in 0..<count where row / 3 != column / 3 { #expect(blocks[row, column] == 0) }
    }
  }

  /// J is invariant under common rotations: k(2d − k − 1)/2 directions for factors of rank k.
  @Test(arguments: [(4, 4, 6), (4, 2, 5), (5, 3, 9)])
  func nullSpaceHasTheDimensionOfRotations(rank: Int, alive: Int, dimension: Int) throws {
    let ratings = try randomRatings(seed: 9)
    let small = try tightFit(ratings, rank: alive, regularization: 0.5)
    #expect(small.report.effectiveRank == alive)
    // The minimum of smaller rank, with factors that are zero, is stationary in the larger space.
    func padded(_ matrix: Matrix<Double>) -> Matrix<Double> {
      var result = Matrix<Double>(rows: rank, columns: matrix.columns)
      for column in 0..<matrix.columns {
        for row in 0..<alive { result[row, column] = matrix[row, column] }
      }
      return result
    }
    let linear = try Linearization(
      ratings: ratings.byUser,
      factors: Factors(users: padded(small.userFactors), items: padded(small.itemFactors)),
      regularization: 0.5)
    let hessian = FactorizationHessian(linear)
    let values = try SymmetricEigen(hessian.apply(Matrix.identity(hessian.dimension))).values
    #expect(values.count { abs($0) < 1e-8 } == dimension)
    #expect(dimension == alive * (2 * rank - alive - 1) / 2)
  }
}
