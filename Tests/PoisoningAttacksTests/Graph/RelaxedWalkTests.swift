import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import PoisoningAttacks

/// `RelaxedWalk.swift`.
@Suite struct RelaxedWalkTests {
  static let target = 2
  static let options = RandomWalkOptions(restart: 0.3, tolerance: 1e-14)

  /// Ratings in which nobody has rated the last item.
  func known(seed: UInt64) throws -> RatingMatrix {
    var rng = SeededGenerator(seed: seed)
    var ratings: [Rating] = []
    for user in 0..<20 {
      for item in 0..<13 where rng.nextUniform() < 0.3 {
        ratings.append(Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
      }
    }
    return try RatingMatrix(userCount: 20, itemCount: 14, ratings: ratings, scale: .fiveStars)
  }

  func loss(_ known: RatingMatrix, weighted: Bool) throws -> TopNLoss {
    try TopNLoss(
      audience: weighted
        ? Audience(influences: (0..<20).map { Double(1 + $0 % 7) }, total: 20)
        : Audience(users: Array(1..<18)),
      target: Self.target, top: 3, ratings: known, parallelism: .serial)
  }

  /// Half of the ratings are zero, that of the item without ratings as `last` says.
  func ratings(seed: UInt64, last: Double) -> Vector<Double> {
    var rng = SeededGenerator(seed: seed + 100)
    return Vector(
      (0..<14).map { item in
        let value = 5 * rng.nextUniform()
        return item == Self.target ? 5 : item == 13 ? last : rng.nextUniform() < 0.5 ? 0 : value
      })
  }

  @Test(arguments: [UInt64(1), 2, 3, 4], [0.0, 2.5])
  func slopesAreDifferencesOfTheLoss(seed: UInt64, last: Double) throws {
    let known = try known(seed: seed)
    let loss = try loss(known, weighted: seed % 2 == 0)
    let ratings = ratings(seed: seed, last: last)
    try expectSlopes(of: known, ratings, loss, width: 0.01)
  }

  /// Users of two parts that nothing but the fake user can connect, every unrated item in their lists, item 0
  /// among them, which nobody rates.
  @Test(arguments: [false, true]) func slopesHoldInAGraphOfTwoParts(fakeUserConnects: Bool) throws {
    var rng = SeededGenerator(seed: 12)
    var ratings: [Rating] = []
    for user in 0..<14 {
      let items = user < 8 ? 1...6 : 7...11
      for item in items where item == items.lowerBound || rng.nextUniform() < 0.4 {
        ratings.append(Rating(user: user, item: item, value: Double(1 + rng.nextIndex(below: 5))))
      }
    }
    let known = try RatingMatrix(
      userCount: 14, itemCount: 12, ratings: ratings, scale: .fiveStars)
    let loss = try TopNLoss(
      audience: Audience(influences: (0..<14).map { Double(1 + $0 % 3) }, total: 14),
      target: Self.target, top: 12, ratings: known, parallelism: .serial)
    #expect(loss.users.contains { $0 < 8 } && loss.users.contains { $0 >= 8 })
    var w = Vector<Double>(count: 12)
    (w[Self.target], w[4], w[5]) = (5, 2, 0.5)
    if fakeUserConnects { w[9] = 3 }
    try expectSlopes(of: known, w, loss, width: 0.05)
    let found = RelaxedWalk<Double>(
      known, ratings: w, loss: loss, width: 0.05, options: Self.options
    ).value(wantsSlopes: true)
    #expect(found.slopes[0] != 0)
  }

  /// Compares slopes with differences of the loss; at a rating of zero only larger ones are ratings.
  func expectSlopes(
    of known: RatingMatrix, _ ratings: Vector<Double>, _ loss: TopNLoss, width: Double
  ) throws {
    func walk(_ ratings: Vector<Double>) -> RelaxedWalk<Double> {
      RelaxedWalk(known, ratings: ratings, loss: loss, width: width, options: Self.options)
    }
    let found = walk(ratings).value(wantsSlopes: true)
    #expect(found.loss == walk(ratings).value(wantsSlopes: false).loss)
    let step = 1e-5
    let scale = found.slopes.reduce(0) { max($0, abs($1)) }
    for item in ratings.indices {
      func moved(_ steps: Double) -> Double {
        var moved = ratings
        moved[item] += steps * step
        return walk(moved).value(wantsSlopes: false).loss
      }
      let slope =
        ratings[item] > 0
        ? (moved(1) - moved(-1)) / (2 * step)
        : (-3 * moved(0) + 4 * moved(1) - moved(2)) / (2 * step)
      #expect(abs(found.slopes[item] - slope) < 2e-5 * scale, "item \(item)")
    }
  }

  /// The loss by its definition, from the distributions of the injected graph.
  @Test func lossIsThatOfTheGraphWithTheFakeUser() throws {
    let known = try known(seed: 5)
    let loss = try loss(known, weighted: true)
    let ratings = ratings(seed: 5, last: 1)
    let profile = FakeProfile(
      ratings.indices.filter { ratings[$0] > 0 }.map { (item: $0, value: ratings[$0]) })
    let fine = try RatingMatrix(
      byUser: known.byUser, scale: RatingScale(minimum: 0, maximum: 5, step: 1e-12),
      userIdentifiers: known.userIdentifiers, itemIdentifiers: known.itemIdentifiers)
    let model = try RandomWalk<Double>(fine.injecting([profile]), options: Self.options)
    var expected = 0.0
    for (user, weight) in zip(loss.users, loss.weights) {
      let scores = model.distribution(from: user).items
      let list = (0..<14).filter { $0 != Self.target && known.rating(user: user, item: $0) == nil }
        .sorted { (scores[$0], $1) > (scores[$1], $0) }.prefix(3)
      for item in list {
        expected += weight * TopNLoss.sigmoid((scores[item] - scores[Self.target]) / 0.02)
      }
    }
    let found = RelaxedWalk<Double>(
      known, ratings: ratings, loss: loss, width: 0.02, options: Self.options
    ).value(wantsSlopes: false)
    #expect(abs(found.loss - expected) < 1e-9 * expected)
  }

  @Test func singlePrecisionIsNearAndThreadsChangeNoBit() throws {
    let known = try starMatrix(users: 150, items: 300)
    let ratings = Vector<Double>((0..<300).map { $0 % 3 == 0 ? 0 : Double($0 % 6) })
    func found<Scalar: TensorScalar>(
      _ threads: Int, _: Scalar.Type
    ) throws -> (loss: Double, slopes: Vector<Double>) {
      let loss = try TopNLoss(
        audience: Audience(users: Array(0..<150)), target: 7, top: 5, ratings: known,
        parallelism: Parallelism(threads: threads))
      return RelaxedWalk<Scalar>(
        known, ratings: ratings, loss: loss, width: 0.01, options: Self.options
      ).value(wantsSlopes: true)
    }
    let (one, three, single) = try (
      found(1, Double.self), found(3, Double.self), found(1, Float.self)
    )
    #expect(one.loss == three.loss && one.slopes == three.slopes)
    #expect(abs(one.loss - single.loss) < 1e-4 * one.loss)
    #expect(relativeError(single.slopes, one.slopes) < 1e-3)
  }
}
