import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@Suite struct InfluenceRetrainingTests {
  /// A sample of single ratings.
  func removals(_ ratings: RatingMatrix, count: Int) -> [Removal] {
    var rng = SeededGenerator(seed: 5)
    let all = ratings.ratings
    return RandomSampling.indices(count, from: all.count, using: &rng).map {
      .rating(user: all[$0].user, item: all[$0].item)
    }
  }

  @Test func stationaryPredictionsRankAsRefitsToTheOptimum() throws {
    let ratings = try randomRatings(seed: 21, users: 40, items: 24)
    let model = try tightFit(ratings, rank: 3, regularization: 3)
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: .stationary(tolerance: 1e-9))
    let removals = removals(ratings, count: 30)
    let plain = try influence.retrainingCheck(target: 2, removals: removals)
    #expect(plain.spearman > 0.9)
    #expect(plain.pearson > 0.9)
    #expect(plain.medianSlope > 1 && plain.medianSlope < 2.4)
    let corrected = try influence.retrainingCheck(target: 2, removals: removals, correcting: true)
    #expect(corrected.spearman > 0.9)
    #expect(abs(corrected.medianSlope - 1) < abs(plain.medianSlope - 1))
  }

  @Test func refitPredictionsRankAsRefitsOfAsManySweeps() throws {
    let ratings = try randomRatings(seed: 22, users: 40, items: 24)
    let model = try Model.fit(
      ratings, options: FactorizationOptions(rank: 4, regularization: 2, sweeps: 200, tolerance: 0))
    for sweeps in [1, 5, 20] {
      let check = try FactorizationInfluence(
        model: model, ratings: ratings, solve: .refit(sweeps: sweeps)
      ).retrainingCheck(target: 3, removals: removals(ratings, count: 30))
      #expect(check.spearman > 0.9)
      #expect(check.pearson > 0.9)
    }
  }

  @Test func usersThatGoAreTheSumOfTheirRatings() throws {
    let ratings = try randomRatings(seed: 23)
    let model = try tightFit(ratings, rank: 3, regularization: 3)
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: .stationary(tolerance: 1e-9))
    let whole = try influence.predictedChanges(removing: .user(4), target: 1)
    var sum = [Double](repeating: 0, count: 24)
    for position in ratings.byUser.range(ofRow: 4) {
      let part = try influence.predictedChanges(
        removing: .rating(user: 4, item: Int(ratings.byUser.indices[position])), target: 1)
      for user in sum.indices { sum[user] += part[user] }
    }
    #expect(zip(whole, sum).allSatisfy { abs($0 - $1) < 1e-7 })
    // φ of the single ratings is what the sums over users say.
    let exact = try influence.onTarget(1, method: .exact(sampledUsers: nil))
    let position = ratings.byUser.range(ofRow: 4).lowerBound
    let single = try influence.predictedChanges(
      removing: .rating(user: 4, item: Int(ratings.byUser.indices[position])), target: 1)
    let total = single.reduce(0) { $0 + abs($1) }
    #expect(abs(total - exact.ofRatings[position]) < 1e-6 * total)
  }

  /// A user's ratings are many for a first-order change: with users enough it still ranks.
  @Test func influentialUsersAreThoseWhoseRemovalChangesMost() throws {
    let ratings = try randomRatings(seed: 23, users: 100, items: 30, density: 0.2)
    let model = try Model.fit(
      ratings, options: FactorizationOptions(rank: 3, regularization: 3, sweeps: 100, tolerance: 0))
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: .refit(sweeps: 10))
    let check = try influence.retrainingCheck(
      target: 1, removals: (0..<50).map { .user($0) }, correcting: true)
    #expect(check.spearman > 0.8)
  }

  /// Newton's step on the objective without the rating, exact where H's inverse on (x_k, y_j) is its
  /// diagonal blocks': with one user and one item that have nothing but this rating.
  @Test func correctionIsNewtonsStepWithoutTheRating() throws {
    let ratings = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [Rating(user: 0, item: 0, value: 4)],
      scale: .fiveStars)
    let factors = Factors(users: [[1.2]], items: [[1.5]])
    let model = try Model.fit(
      ratings, options: FactorizationOptions(rank: 1, regularization: 0.8, sweeps: 0),
      start: factors)
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: .damped(1e12))
    // With the damping so large H⁻¹ is its diagonal blocks' over 10¹²: only g shows.
    let (x, y, lambda) = (1.2, 1.5, 0.8)
    let e = 4 - x * y
    let g: Matrix<Double> = [[-2 * e * y], [-2 * e * x]]
    let cross: Double = 2 * (x * y - e)
    let k: Matrix<Double> = [[2 * y * y, cross], [cross, 2 * x * x]]
    let ofUser: Double = 0.5 / (lambda + y * y)
    let ofItem: Double = 0.5 / (lambda + x * x)
    let h: Matrix<Double> = [[ofUser, 0], [0, ofItem]]
    let m = Matrix<Double>.identity(2) - h * k
    // The inverse of a 2 × 2 matrix by hand.
    let determinant: Double = m[0, 0] * m[1, 1] - m[0, 1] * m[1, 0]
    let adjugate: Matrix<Double> = [[m[1, 1], -m[0, 1]], [-m[1, 0], m[0, 0]]]
    let corrected = g + k * ((1 / determinant) * adjugate * (h * g))
    let outputs: Matrix<Double> = [[y * ofUser, x * ofItem]]
    let expected: Double = (outputs * corrected)[0, 0] / 1e12
    let found = try influence.predictedChanges(
      removing: .rating(user: 0, item: 0), target: 0, correcting: true)
    #expect(abs(found[0] - expected) < 1e-9 * abs(expected))
  }

  /// Fake users shape the model, and influence is that on normal users.
  @Test func fakeUsersAreNotCountedAsUsers() throws {
    let profile = FakeProfile([(0, 5.0), (3, 4.0), (7, 1.0)].map { (item: $0.0, value: $0.1) })
    let ratings = try randomRatings(seed: 25).injecting([profile, profile])
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 3, sweeps: 30))
    let influence = try FactorizationInfluence(
      model: model, ratings: ratings, solve: .refit(sweeps: 5))
    let position = ratings.byUser.range(ofRow: 2).lowerBound
    let removal = Removal.rating(user: 2, item: Int(ratings.byUser.indices[position]))
    let found = try influence.retrainingCheck(target: 3, removals: [removal]).cases[0]
    #expect(found.predicted.count == 24)
    #expect(found.actual.count == 24)
    let exact = try influence.onTarget(3, method: .exact(sampledUsers: nil)).ofRatings[position]
    #expect(exact > 0)
    #expect(abs(found.predictedInfluence - exact) < 1e-9 * exact)
  }

  @Test func whatIsNotThereCannotGo() throws {
    let ratings = try randomRatings(seed: 24)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 2, sweeps: 3))
    let influence = try FactorizationInfluence(model: model, ratings: ratings)
    let rated = ratings.byUser.range(ofRow: 0).map { Int(ratings.byUser.indices[$0]) }
    let free = try #require((0..<18).first { !rated.contains($0) })
    for removal in [Removal.user(24), .rating(user: 0, item: free), .rating(user: -1, item: 0)] {
      #expect(throws: InfluenceError.self) {
        try influence.predictedChanges(removing: removal, target: 0)
      }
    }
  }

  @Test func ranksShareTies() {
    #expect(Correlation.spearman([1, 2, 2, 3], [10, 20, 20, 30]) > 0.999999)
    // By hand: ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    #expect(abs(Correlation.spearman([1, 2, 2, 3], [1, 2, 3, 4]) - 0.9486832980505138) < 1e-15)
    #expect(Correlation.pearson([1, 1], [1, 2]) == 0)
    #expect(abs(Correlation.pearson([1, 2, 3], [3, 2, 1]) + 1) < 1e-15)
  }
}
