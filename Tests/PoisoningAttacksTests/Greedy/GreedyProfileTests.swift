import Tensor
import Testing

@testable import PoisoningAttacks

/// The factors of a growing fake user against systems solved from scratch.
@Suite struct GreedyProfileTests {
  private let regularization = 0.7

  private func items(seed: UInt64) -> Matrix<Double> {
    var rng = SeededGenerator(seed: seed)
    return Matrix(rows: 4, columns: 12) { _, _ in rng.nextNormal() }
  }

  /// z = (λI + Σ_F yyᵀ)⁻¹Σ_F r y.
  private func solve(
    _ items: Matrix<Double>, _ rated: [(item: Int, value: Double)]
  ) throws -> Vector<Double> {
    let columns = items.selectingColumns(rated.map(\.item))
    return try Cholesky(columns.rowGram() + Matrix.identity(4) * regularization)
      .solve(columns * Vector(rated.map(\.value)))
  }

  @Test(arguments: 1...3) func ratingsOneByOneGiveTheRidgeSolution(seed: Int) throws {
    let items = items(seed: UInt64(seed))
    var profile = try GreedyProfile(items: items, regularization: regularization)
    #expect(profile.user == Vector(count: 4))
    let rated: [(item: Int, value: Double)] = [
      (3, 5), (7, 2), (0, 4), (11, 1), (5, 3), (6, 4.5),
    ]
    for count in 1...rated.count {
      try profile.rate(rated[count - 1].item, rated[count - 1].value)
      let expected = try solve(items, Array(rated.prefix(count)))
      #expect(profile.user.isApproximatelyEqual(to: expected))
      #expect(
        profile.predictions.isApproximatelyEqual(to: items.transposedTimes(expected)))
    }
  }

  @Test func candidatesAreSolvedExactly() throws {
    let items = items(seed: 4)
    var profile = try GreedyProfile(items: items, regularization: regularization)
    try profile.rate(2, 5)
    try profile.rate(8, 1)
    let values = (0..<12).map { Double($0 % 5 + 1) }
    let users = try profile.users(rating: [0, 5, 9], ratings: values)
    for (place, item) in [0, 5, 9].enumerated() {
      let expected = try solve(items, [(2, 5), (8, 1), (item, values[item])])
      #expect(users.column(place).isApproximatelyEqual(to: expected))
    }
  }

  @Test func changesAreTheStepOfTheUserAlongTheSlope() throws {
    let items = items(seed: 5)
    var profile = try GreedyProfile(items: items, regularization: regularization)
    try profile.rate(2, 5)
    let values = (0..<12).map { Double($0 % 5 + 1) }
    let slope: Vector<Double> = [1, -2, 0.5, 3]
    let changes = try profile.changes(slope: slope, ratings: values)
    for item in 0..<12 where item != 2 {
      let moved = try solve(items, [(2, 5), (item, values[item])])
      #expect(abs(changes[item] - slope.dot(moved - profile.user)) < 1e-12)
    }
  }
}
