import RecommenderData
import Tensor
import Testing

@testable import Recommenders

/// `RandomWalk.swift`, `WalkGraph.swift`, `WalkScores.swift`, `RandomWalkOptions.swift`.
@Suite struct RandomWalkTests {
  /// I − (1 − α)Qᵀ, built from its definition, an edge to itself for a node without weight.
  func dense(_ ratings: RatingMatrix, restart: Double) -> Matrix<Double> {
    let (users, nodes) = (ratings.userCount, ratings.userCount + ratings.itemCount)
    var weights = Matrix<Double>(rows: nodes, columns: nodes)
    for user in 0..<users {
      for place in ratings.byUser.range(ofRow: user) {
        let item = users + Int(ratings.byUser.indices[place])
        weights[user, item] = ratings.byUser.values[place]
        weights[item, user] = ratings.byUser.values[place]
      }
    }
    return Matrix(rows: nodes, columns: nodes) { row, column in
      let sum = weights.row(column).reduce(0, +)
      let transition = sum > 0 ? weights[column, row] / sum : row == column ? 1 : 0
      return (row == column ? 1 : 0) - (1 - restart) * transition
    }
  }

  @Test(arguments: [0.05, 0.3, 0.9]) func solvesAsADenseFactorization(restart: Double) throws {
    // User 0 rates nothing, and some items have no rating.
    let ratings = try randomRatings(users: 12, items: 25, share: 0.1, seed: 3)
    #expect(ratings.itemStatistics.counts.contains(0))
    let model = try RandomWalk<Double>(
      ratings, options: .init(restart: restart, tolerance: 1e-13))
    let solver = try LU(dense(ratings, restart: restart))
    for user in 0..<12 {
      var start = Vector<Double>(count: 37)
      start[user] = restart
      let expected = try solver.solve(start)
      let found = model.distribution(from: user)
      let sum = found.users.reduce(0, +) + found.items.reduce(0, +)
      #expect(abs(sum - 1) < 1e-11)
      for node in 0..<12 { #expect(abs(found.users[node] - expected[node]) < 1e-12) }
      for item in 0..<25 {
        #expect(abs(found.items[item] - expected[12 + item]) < 1e-12)
        #expect(abs(model.score(user: user, item: item) - expected[12 + item]) < 1e-12)
      }
    }
    for item in [0, 7, 24] {
      let scores = model.scores(ofItem: item, users: 12)
      for user in 0..<12 {
        #expect(abs(scores[user] - model.distribution(from: user).items[item]) < 1e-12)
      }
    }
  }

  /// The digits of `References/walk_reference.py`.
  @Test func agreesWithAPowerIteration() throws {
    let expected: [(restart: Double, user: Int, numbers: [Double])] = [
      (
        0.3, 0,
        [
          0.430437954450026, 0.066157425147593, 0.056932405059919, 0.034707509460108,
          0.199548748406706, 0.106128763210998, 0.010123023592532, 0.076658871487080,
          0.019305299185038,
        ]
      ),
      (
        0.3, 3,
        [
          0.026030632095081, 0.043465867667503, 0.048872309332179, 0.469866485022884,
          0.032396601592751, 0.010961045088737, 0.137044391465008, 0.140442859323352,
          0.090919808412505,
        ]
      ),
      (
        0.05, 0,
        [
          0.194650199302938, 0.097356317874540, 0.092902919109680, 0.127911076533355,
          0.168190875500313, 0.074247483087006, 0.050631467794453, 0.137305493840811,
          0.056804166956904,
        ]
      ),
      (
        0.05, 3,
        [
          0.095933307400016, 0.085980043285496, 0.089055598712025, 0.241851563422976,
          0.109392465403211, 0.042464997644732, 0.095732910521594, 0.158811926976643,
          0.080777186633305,
        ]
      ),
    ]
    for (restart, user, numbers) in expected {
      let model = try RandomWalk<Double>(
        referenceRatings(), options: .init(restart: restart, tolerance: 1e-14))
      let found = model.distribution(from: user)
      for (value, wanted) in zip(found.users.elements + found.items.elements, numbers) {
        #expect(abs(value - wanted) < 1e-13)
      }
    }
  }

  @Test func oneEdgeInClosedForm() throws {
    // p_u = α + (1−α)p_i and p_i = (1−α)p_u: p_u = 1/(2 − α).
    let ratings = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [Rating(user: 0, item: 0, value: 4)], scale: .fiveStars)
    let found = try RandomWalk<Double>(ratings, options: .init(restart: 0.3)).distribution(from: 0)
    #expect(abs(found.users[0] - 1 / 1.7) < 1e-8)
    #expect(abs(found.items[0] - 0.7 / 1.7) < 1e-8)
  }

  @Test func whoRatesNothingStaysAndWhatNobodyRatesScoresNothing() throws {
    let ratings = try RatingMatrix(
      userCount: 2, itemCount: 3,
      ratings: [Rating(user: 1, item: 0, value: 5), Rating(user: 1, item: 2, value: 0)],
      scale: RatingScale(minimum: 0, maximum: 5, step: 1))
    let model = try RandomWalk<Double>(ratings)
    let alone = model.distribution(from: 0)
    #expect(alone.users == [1, 0])
    #expect(alone.items == [0, 0, 0])
    // A rating of 0 is an edge that no walk takes.
    let other = model.distribution(from: 1)
    #expect(other.items[1] == 0 && other.items[2] == 0 && other.items[0] > 0)
    #expect(abs(other.users[1] + other.items[0] - 1) < 1e-8)
  }

  @Test func isARecommender() throws {
    let ratings = try randomRatings(users: 40, items: 60, share: 0.1, seed: 5)
    try expectRecommenderLaws(RandomWalk<Double>(ratings), ratings)
    try expectRecommenderLaws(RandomWalk<Float>(ratings), ratings)
  }

  /// More users than a block has, more items than a tile, so that there are several of each.
  @Test func threadsChangeNoBit() throws {
    let ratings = try randomRatings(users: 300, items: 600, share: 0.02, seed: 7)
    func expectSame<Scalar: TensorScalar>(_: Scalar.Type) throws {
      let model = try RandomWalk<Scalar>(ratings)
      let one = try model.topN(10, excluding: ratings, parallelism: .serial)
      #expect(one.users.count == 300)
      #expect(
        try model.topN(10, excluding: ratings, parallelism: Parallelism(threads: 3)) == one)
      let alone = model.distribution(from: 299, parallelism: .serial)
      let shared = model.distribution(from: 299, parallelism: Parallelism(threads: 3))
      #expect(alone.items == shared.items && alone.users == shared.users)
      #expect(alone.residual == shared.residual)
    }
    try expectSame(Double.self)
    try expectSame(Float.self)
  }

  @Test func singlePrecisionIsNear() throws {
    let ratings = try randomRatings(users: 30, items: 50, share: 0.1, seed: 6)
    let (double, single) = try (RandomWalk<Double>(ratings), RandomWalk<Float>(ratings))
    for user in 0..<30 {
      let (exact, rounded) = (double.distribution(from: user), single.distribution(from: user))
      for item in 0..<50 {
        #expect(abs(exact.items[item] - Double(rounded.items[item])) < 1e-6)
      }
    }
  }

  /// The residual against products with the dense I − (1−α)Qᵀ, on the scale D^(−½) of the solver.
  @Test(arguments: [1e-3, 1e-8]) func residualsAreMeasured(tolerance: Double) throws {
    let ratings = try randomRatings(users: 30, items: 50, share: 0.1, seed: 6)
    let model = try RandomWalk<Double>(ratings, options: .init(tolerance: tolerance))
    let system = dense(ratings, restart: 0.3)
    let roots = (0..<50).map { item in
      ratings.byItem.range(ofRow: item).reduce(0) { $0 + ratings.byItem.values[$1] }.squareRoot()
    }
    var largest = 0.0
    for user in 0..<30 {
      let found = model.distribution(from: user)
      var start = Vector<Double>(count: 80)
      start[user] = 0.3
      let left = start - system * Vector(found.users.elements + found.items.elements)
      // What the users' half hands to the items is the right-hand side of the items' half.
      let handed = system * start - start
      func norm(_ numbers: Vector<Double>) -> Double {
        (0..<50).reduce(0) { sum, item in
          guard roots[item] > 0 else { return sum }
          let number = numbers[30 + item] / roots[item]
          return sum + number * number
        }.squareRoot()
      }
      let residual = norm(handed) > 0 ? norm(left) / norm(handed) : 0
      #expect(abs(found.residual - residual) < 1e-14)
      #expect(found.residual <= tolerance && found.iterations == model.iterations)
      largest = max(largest, found.residual)
    }
    #expect(abs(model.largestResidual(among: 30) - largest) < 1e-14)
    #expect(model.largestResidual(among: 7) <= largest + 1e-14)
    #expect(
      model.largestResidual(among: 100, parallelism: .serial)
        == model.largestResidual(parallelism: Parallelism(threads: 3)))
    let single = try RandomWalk<Float>(ratings, options: .init(tolerance: tolerance))
    #expect(single.largestResidual() < tolerance + 4 * Double(Float.ulpOfOne))
    #expect(tolerance > 1e-4 || single.largestResidual() > tolerance)
  }

  @Test func stepsFollowFromRestartAndTolerance() throws {
    let ratings = try referenceRatings()
    #expect(try RandomWalk<Double>(ratings, options: .init(restart: 0.3)).iterations == 11)
    let slow = try RandomWalk<Double>(ratings, options: .init(restart: 0.01)).iterations
    #expect(slow > 50)
  }

  @Test func rejectsWhatIsNoGraph() throws {
    let ratings = try referenceRatings()
    for restart in [0, 1, -0.5, 1e-17, 1e-9, 1.0.nextDown, .nan] {
      #expect(throws: RecommenderError.self) {
        try RandomWalk<Double>(ratings, options: .init(restart: restart))
      }
    }
    for tolerance in [0, 1, .nan] {
      #expect(throws: RecommenderError.self) {
        try RandomWalk<Double>(ratings, options: .init(tolerance: tolerance))
      }
    }
    let negative = try RatingMatrix(
      userCount: 1, itemCount: 2,
      ratings: [Rating(user: 0, item: 0, value: 2), Rating(user: 0, item: 1, value: -1)],
      scale: RatingScale(minimum: -5, maximum: 5, step: 1), userIdentifiers: ["ann"],
      itemIdentifiers: ["a", "b"])
    #expect(throws: RecommenderError.negativeRating(user: "ann", item: "b", value: -1)) {
      try RandomWalk<Double>(negative)
    }
    let empty = try RatingMatrix(userCount: 2, itemCount: 2, ratings: [], scale: .fiveStars)
    #expect(throws: RecommenderError.emptyData(what: "ratings")) {
      try RandomWalk<Double>(empty)
    }
  }
}
