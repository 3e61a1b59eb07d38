import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor
import Testing

@Suite struct InfluenceOnTargetTests {
  /// ∇ℓ of a rating: −2e y_j for the user, −2e x_k for the item.
  func errorGradient(_ model: Model, _ rating: Rating) -> Factors {
    let error =
      rating.value - model.userFactors.columnDot(rating.user, model.itemFactors, rating.item)
    var gradient = zeros(model)
    gradient.users.setColumn(rating.user, to: (-2 * error) * model.itemFactors.column(rating.item))
    gradient.items.setColumn(rating.item, to: (-2 * error) * model.userFactors.column(rating.user))
    return gradient
  }

  /// ∇r̂_ot: y_t for the user, x_o for the item.
  func predictionGradient(_ model: Model, user: Int, item: Int) -> Factors {
    var gradient = zeros(model)
    gradient.users.setColumn(user, to: model.itemFactors.column(item))
    gradient.items.setColumn(item, to: model.userFactors.column(user))
    return gradient
  }

  func zeros(_ model: Model) -> Factors {
    Factors(
      users: Matrix(rows: model.rank, columns: model.userCount),
      items: Matrix(rows: model.rank, columns: model.itemCount))
  }

  func isClose(_ left: [Double], _ right: [Double], _ tolerance: Double) -> Bool {
    let scale = right.map(\.magnitude).max() ?? 0
    return left.count == right.count
      && zip(left, right).allSatisfy { abs($0 - $1) <= tolerance * scale }
  }

  @Test func stationaryInfluenceIsTheFormulaWithTheDensePseudoinverse() throws {
    let ratings = try randomRatings(seed: 11)
    for (rank, regularization) in [(3, 1.0), (5, 2.0)] {
      let model = try tightFit(ratings, rank: rank, regularization: regularization)
      let hessian = FactorizationHessian(try model.linearized(ratings))
      let dense = hessian.apply(Matrix.identity(hessian.dimension))
      let eigen = try SymmetricEigen(dense)
      func flat(_ factors: Factors) -> Vector<Double> {
        Vector(factors.users.columnMajorElements + factors.items.columnMajorElements)
      }
      let largest = eigen.values[hessian.dimension - 1]
      func solve(_ g: Vector<Double>) -> Vector<Double> {
        var weights = eigen.vectors.transposedTimes(g)
        for place in 0..<weights.count {
          weights[place] =
            eigen.values[place] > 1e-9 * largest ? weights[place] / eigen.values[place] : 0
        }
        return eigen.vectors * weights
      }
      let target = 4
      let outputs = (0..<model.userCount).map {
        solve(flat(predictionGradient(model, user: $0, item: target)))
      }
      let expected = ratings.ratings.map { rating in
        let g = flat(errorGradient(model, rating))
        return outputs.reduce(0) { $0 + abs($1.dot(g)) }
      }
      let influence = try FactorizationInfluence(
        model: model, ratings: ratings, solve: .stationary(tolerance: 1e-10))
      let found = try influence.onTarget(target, method: .exact(sampledUsers: nil))
      #expect(isClose(found.ofRatings, expected, 1e-6))
      #expect(found.certificate.warning == nil)
      #expect(found.certificate.gradientNorm < 1e-9)
      let first = ratings.byUser.range(ofRow: 0).reduce(0) { $0 + expected[$1] }
      #expect(abs(found.ofUsers[0] - first) < 1e-6 * first)

      // The item path: δy_t alone, and the rater's own block.
      let units = (0..<rank).map { factor in
        var gradient = zeros(model)
        gradient.items[factor, target] = 1
        return solve(flat(gradient))
      }
      let path = try ratings.ratings.map { rating in
        let g = errorGradient(model, rating)
        let change = Vector(units.map { $0.dot(flat(g)) })
        var block = regularization * Matrix<Double>.identity(rank)
        for position in ratings.byUser.range(ofRow: rating.user) {
          let y = Matrix(column: model.itemFactors.column(Int(ratings.byUser.indices[position])))
          block += y * y.transposed
        }
        let own = try Cholesky(2 * block).solve(g.users.column(rating.user))
        return (0..<model.userCount).reduce(0.0) { sum, user in
          var effect = model.userFactors.column(user).dot(change)
          if user == rating.user { effect += own.dot(model.itemFactors.column(target)) }
          return sum + abs(effect)
        }
      }
      #expect(isClose(try influence.onTarget(target).ofRatings, path, 1e-6))
    }
  }

  /// Eight gradients at once against one at a time, on rows both longer and shorter than the rank.
  @Test(arguments: [1, 7, 12, 22]) func eightSolvesAtOnceAreTheSingleOnes(rank: Int) throws {
    let ratings = try randomRatings(seed: 12, users: 21, items: 25, density: 0.4)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: rank, sweeps: 4))
    let target = 3
    for solve in [InfluenceSolve.refit(sweeps: 1), .refit(sweeps: 4), .damped(5)] {
      let influence = try FactorizationInfluence(model: model, ratings: ratings, solve: solve)
      let adjoints = try (0..<21).map {
        try influence.linearization.adjoint(
          of: predictionGradient(model, user: $0, item: target), solve
        ).solution
      }
      let expected = ratings.ratings.map { rating in
        let g = errorGradient(model, rating)
        return adjoints.reduce(0) { $0 + abs($1.dot(g)) }
      }
      let found = try influence.onTarget(target, method: .exact(sampledUsers: nil))
      #expect(isClose(found.ofRatings, expected, 1e-6))
    }
  }

  /// Theorem 1 of [Fang2020] for F(S, t) = Σ_{k∈S} π(k, t): normalized, monotone and submodular, the
  /// last with equality, since F is additive.
  @Test func influenceOfSetsIsNormalizedMonotoneAndSubmodular() throws {
    let ratings = try randomRatings(seed: 17, users: 6, items: 8, density: 0.6)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 2, sweeps: 20))
    let influence = try FactorizationInfluence(model: model, ratings: ratings)
    // |Φ| of each rating, summed over users: a solve for each, not the sums that are under test.
    let edges = try ratings.ratings.map { rating in
      let changes = try influence.predictedChanges(
        removing: .rating(user: rating.user, item: rating.item), target: 3)
      return (rating.user, changes.reduce(0) { $0 + abs($1) })
    }
    /// F of the users whose bits are set, by its definition over their ratings.
    func value(_ set: Int) -> Double {
      edges.reduce(0) { set & (1 << $1.0) == 0 ? $0 : $0 + $1.1 }
    }
    let ofUsers = try influence.onTarget(3, method: .exact(sampledUsers: nil)).ofUsers
    for set in 0..<64 {
      let sum = (0..<6).reduce(0) { set & (1 << $1) == 0 ? $0 : $0 + ofUsers[$1] }
      #expect(abs(sum - value(set)) <= 1e-9 * value(63))
    }
    let scale = value(63)
    #expect(value(0) == 0)
    for left in 0..<64 {
      for right in 0..<64 {
        if left & right == left { #expect(value(left) <= value(right) + 1e-12 * scale) }
        let excess = value(left) + value(right) - value(left | right) - value(left & right)
        #expect(abs(excess) <= 1e-12 * scale)
      }
    }
  }

  @Test func singlePrecisionAgrees() throws {
    let ratings = try randomRatings(seed: 13, users: 40, items: 30)
    let options = FactorizationOptions(rank: 6, sweeps: 30)
    let double = try FactorizationInfluence(
      model: MatrixFactorization<Double>.fit(ratings, options: options), ratings: ratings)
    let single = try FactorizationInfluence(
      model: MatrixFactorization<Float>.fit(ratings, options: options), ratings: ratings)
    #expect(
      isClose(try single.onTarget(2).ofUsers, try double.onTarget(2).ofUsers, 1e-3))
  }

  @Test func aSampleOfAllUsersIsTheExactSumAndThreadsDoNotMatter() throws {
    let ratings = try randomRatings(seed: 14)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 3, sweeps: 10))
    func influence(_ threads: Int, _ method: InfluenceMethod) throws -> [Double] {
      try FactorizationInfluence(
        model: model, ratings: ratings, parallelism: Parallelism(threads: threads)
      ).onTarget(1, method: method).ofRatings
    }
    let all = try influence(1, .exact(sampledUsers: nil))
    #expect(try influence(1, .exact(sampledUsers: 24)) == all)
    #expect(try influence(3, .exact(sampledUsers: nil)) == all)
    #expect(try influence(3, .itemPath) == influence(1, .itemPath))
    let sampled = try influence(1, .exact(sampledUsers: 12))
    let ratio = sampled.reduce(0, +) / all.reduce(0, +)
    #expect(ratio > 0.6 && ratio < 1.6)
  }

  @Test func aLooseFitIsWarnedOf() throws {
    let ratings = try randomRatings(seed: 15)
    let loose = try Model.fit(ratings, options: FactorizationOptions(rank: 3, sweeps: 3))
    let tight = try tightFit(ratings, rank: 3)
    func warning(_ model: Model, _ solve: InfluenceSolve) throws -> String? {
      try FactorizationInfluence(model: model, ratings: ratings, solve: solve).onTarget(0)
        .certificate.warning
    }
    #expect(try warning(loose, .damped(3)) != nil)
    #expect(try warning(tight, .damped(3)) == nil)
    #expect(try warning(tight, .refit(sweeps: 2)) == nil)
  }

  @Test func badTargetsAndModelsThrow() throws {
    let ratings = try randomRatings(seed: 16)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 3, sweeps: 3))
    let influence = try FactorizationInfluence(model: model, ratings: ratings)
    #expect(throws: InfluenceError.self) { try influence.onTarget(18) }
    #expect(throws: InfluenceError.self) {
      try influence.onTarget(0, method: .exact(sampledUsers: 0))
    }
    let other = try randomRatings(seed: 16, users: 25)
    #expect(throws: InfluenceError.self) {
      try FactorizationInfluence(model: model, ratings: other)
    }
  }
}
