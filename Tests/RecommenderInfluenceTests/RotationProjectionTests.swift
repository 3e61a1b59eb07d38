import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import RecommenderInfluence

@Suite struct InfluenceRotationTests {
  /// Two components, the factors of the second of which are nothing but rounding beside the first:
  /// it has no rotations, and what lies along its factors stays.
  @Test func factorsOfRoundingHaveNoRotations() throws {
    let pairs =
      (0..<6).flatMap { user in (0..<5).map { (user, $0) } }
      + (6..<10).flatMap { user in (5..<8).map { (user, $0) } }
    let ratings = try RatingMatrix(
      userCount: 10, itemCount: 8,
      ratings: pairs.map { Rating(user: $0.0, item: $0.1, value: Double(1 + ($0.0 + $0.1) % 5)) },
      scale: .fiveStars)
    var factors = randomFactors(seed: 4, rank: 3, users: 10, items: 8)
    for user in 6..<10 { factors.users.setColumn(user, to: 1e-14 * factors.users.column(user)) }
    for item in 5..<8 { factors.items.setColumn(item, to: 1e-14 * factors.items.column(item)) }
    let projection = try RotationProjection(
      FactorizationLinearization(
        ratings: ratings.byUser, factors: factors, regularization: 1, parallelism: .serial))
    var direction = randomFactors(seed: 5, rank: 3, users: 10, items: 8)
    for user in 0..<6 { direction.users.setColumn(user, to: Vector(count: 3)) }
    for item in 0..<5 { direction.items.setColumn(item, to: Vector(count: 3)) }
    let kept = projection(direction)
    #expect(kept.users == direction.users)
    #expect(kept.items == direction.items)
    // The first component does turn.
    let rotation: Matrix<Double> = [[0, 1, -2], [-1, 0, 0.5], [2, -0.5, 0]]
    var turned = Factors(users: rotation * factors.users, items: rotation * factors.items)
    for user in 6..<10 { turned.users.setColumn(user, to: Vector(count: 3)) }
    for item in 5..<8 { turned.items.setColumn(item, to: Vector(count: 3)) }
    let left = projection(turned)
    #expect(left.users.frobeniusNorm < 1e-12 * turned.users.frobeniusNorm)
    #expect(left.items.frobeniusNorm < 1e-12 * turned.items.frobeniusNorm)
  }
}
