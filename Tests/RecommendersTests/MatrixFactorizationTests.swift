import RecommenderData
import Tensor
import Testing

@testable import Recommenders

@Suite struct MatrixFactorizationTests {
  // Digits printed by References/als_reference.py.
  let users: [[Double]] = [
    [2.3200316381239143, -0.39296454393417124], [1.8859716444986572, -0.07718431918120537],
    [1.2313440157535123, 2.0139653234429495], [0.07010390595591524, 2.4277171911039526],
  ]
  let items: [[Double]] = [
    [1.9034366300210275, -0.6035825164332355], [1.11648610497671, -0.18649817633886148],
    [0.053119278786168456, 1.8395349664157075], [0.7137059447078593, 1.6811590360898467],
    [0.928184820730297, 1.0766933280188835],
  ]

  func expectReference<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let model = try MatrixFactorization<Scalar>.fit(
      referenceRatings(), options: referenceOptions, start: referenceStart())
    let tolerance = 200 * Double(Scalar.ulpOfOne)
    for (factors, expected) in [(model.userFactors, users), (model.itemFactors, items)] {
      for (column, values) in expected.enumerated() {
        for (row, value) in values.enumerated() {
          #expect(abs(Double(factors[row, column]) - value) < tolerance)
        }
      }
    }
    #expect(abs(model.report.objective - 25.689800659640586) < 30 * tolerance)
    #expect(abs(model.report.gradientNorm - 2.3101091529663096) < 30 * tolerance)
    #expect(abs(model.report.trainingError - 0.3514160884403838) < tolerance)
    #expect(model.report.sweeps == 3)
    #expect(!model.report.isConverged)
    // The singular values are 9.76, 7.18 and two zeros.
    #expect(model.report.effectiveRank == 2)
  }

  @Test func threeSweepsMatchNumPy() throws {
    try expectReference(Double.self)
    try expectReference(Float.self)
  }

  @Test func foldInMatchesNumPy() throws {
    let model = try MatrixFactorization<Double>.fit(
      referenceRatings(), options: referenceOptions, start: referenceStart())
    let folded = try model.foldIn(items: [4, 1], values: [2, 4])
    #expect(abs(folded[0] - 2.314511115097327) < 1e-14)
    #expect(abs(folded[1] + 0.22371445412604418) < 1e-14)
    #expect(try model.foldIn(items: [], values: []) == [0, 0])
  }

  @Test func foldInOfARowRepeatsItsUserStep() throws {
    let ratings = try randomRatings(users: 12, items: 20, share: 0.4, seed: 5)
    let options = FactorizationOptions(rank: 4, regularization: 2, sweeps: 5000, tolerance: 1e-15)
    let model = try MatrixFactorization<Double>.fit(ratings, options: options)
    for user in 0..<ratings.userCount {
      let row = ratings.byUser.range(ofRow: user)
      let folded = try model.foldIn(
        items: ratings.byUser.indices[row].map(Int.init), values: Array(ratings.byUser.values[row]))
      for factor in 0..<4 { #expect(abs(folded[factor] - model.userFactors[factor, user]) < 1e-5) }
    }
  }

  @Test func foldInRejectsBadProfiles() throws {
    let model = try MatrixFactorization<Double>.fit(referenceRatings(), options: referenceOptions)
    #expect(throws: RecommenderError.self) { try model.foldIn(items: [0], values: []) }
    #expect(throws: RecommenderError.self) { try model.foldIn(items: [5], values: [1]) }
    #expect(throws: RecommenderError.self) { try model.foldIn(items: [-1], values: [1]) }
    #expect(throws: RecommenderError.self) { try model.foldIn(items: [1], values: [.nan]) }
    #expect(throws: RecommenderError.self) { try model.foldIn(items: [1, 1], values: [1, 2]) }
  }

  @Test func obeysTheLawsOfRecommenders() throws {
    let ratings = try randomRatings(users: 70, items: 40, share: 0.2, seed: 11)
    let options = FactorizationOptions(rank: 6, regularization: 1, sweeps: 4)
    try expectRecommenderLaws(
      MatrixFactorization<Double>.fit(ratings, options: options), ratings)
    try expectRecommenderLaws(
      MatrixFactorization<Float>.fit(ratings, options: options), ratings)
  }

  @Test func beatsTheItemMeanOnHeldOutRatingsOfLowRank() throws {
    // Ratings 3 + s·x_u·y_i of rank one around the middle of the scale, a fifth held out.
    var rng = SeededGenerator(seed: 3)
    let taste = (0..<60).map { _ in rng.nextNormal() }
    let trait = (0..<50).map { _ in rng.nextNormal() }
    var training: [Rating] = []
    var heldOut: [Rating] = []
    for user in 0..<60 {
      for item in 0..<50 {
        let value = RatingScale.fiveStars.nearest(to: 3 + taste[user] * trait[item])
        let rating = Rating(user: user, item: item, value: value)
        if rng.nextUniform() < 0.2 { heldOut.append(rating) } else { training.append(rating) }
      }
    }
    let ratings = try RatingMatrix(
      userCount: 60, itemCount: 50, ratings: training, scale: .fiveStars)
    let model = try MatrixFactorization<Double>.fit(
      ratings, options: FactorizationOptions(rank: 8, regularization: 2))
    func squaredError(_ predict: (Rating) -> Double) -> Double {
      heldOut.reduce(0) { $0 + ($1.value - predict($1)) * ($1.value - predict($1)) }
    }
    let ours = squaredError { model.score(user: $0.user, item: $0.item) }
    let itemMean = squaredError { ratings.itemStatistics.means[$0.item] }
    #expect(ours < 0.5 * itemMean)
  }
}
