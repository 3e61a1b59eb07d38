import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import RecommenderInfluence

@Suite struct InfluenceRefitTests {
  /// The linearized refit of T sweeps against the difference of T real sweeps of ratings that
  /// changed a little, from the same factors.
  @Test(arguments: [1, 2, 5, 12]) func changeIsTheDifferenceOfRealSweeps(sweeps: Int) throws {
    for (seed, rank, regularization) in [(1, 4, 1.0), (2, 7, 5.0), (3, 20, 0.3)]
      as [(UInt64, Int, Double)]
    {
      let ratings = try randomRatings(seed: seed)
      let model = try tightFit(ratings, rank: rank, regularization: regularization)
      let linear = try model.linearized(ratings)
      let direction = randomFactors(seed: seed, rank: 1, users: ratings.count, items: 1)
        .users.columnMajorElements
      func refitted(_ step: Double) throws -> Factors {
        var values = ratings.byUser.values
        for place in values.indices { values[place] += step * direction[place] }
        return try sweep(ratings.byUser, values, from: model, sweeps: sweeps)
      }
      let step = 1e-4
      let difference = (0.5 / step) * (try refitted(step) - refitted(-step))
      // ∂∇J/∂r·direction, negated: 2 Σ direction y for users.
      let gradient = 2.0 * gather(ratings.byUser, direction, model)
      let predicted = try linear.change(for: gradient, .refit(sweeps: sweeps))
      #expect((predicted.solution - difference).norm < 1e-6 * difference.norm)
      #expect(predicted.iterations == sweeps)
    }
  }

  @Test func adjointIsTheTransposeOfTheChange() throws {
    let ratings = try randomRatings(seed: 5, users: 40, items: 70)
    for rank in [3, 8, 33] {
      let model = try Model.fit(ratings, options: FactorizationOptions(rank: rank, sweeps: 5))
      let linear = try model.linearized(ratings)
      for sweeps in [1, 3, 6] {
        let a = randomFactors(seed: 1, rank: rank, users: 40, items: 70)
        let b = randomFactors(seed: 2, rank: rank, users: 40, items: 70)
        let forward = try linear.change(for: a, .refit(sweeps: sweeps)).solution.dot(b)
        let backward = try linear.adjoint(of: b, .refit(sweeps: sweeps)).solution.dot(a)
        #expect(abs(forward - backward) < 1e-11 * (abs(forward) + a.norm * b.norm))
      }
    }
  }

  @Test func manySweepsReachTheStationaryAnswer() throws {
    let ratings = try randomRatings(seed: 6)
    let model = try tightFit(ratings, rank: 3, regularization: 3)
    let linear = try model.linearized(ratings)
    let gradient = gather(
      ratings.byUser, ratings.byUser.values.map { 1 / $0 }, model)
    let exact = try linear.adjoint(of: gradient, .stationary(tolerance: 1e-12))
    let swept = try linear.adjoint(of: gradient, .refit(sweeps: 20_000))
    // Sweeps from zero leave a part along rotations, which no prediction sees.
    for seed in 1...3 as ClosedRange<UInt64> {
      let weights = randomFactors(seed: seed, rank: 1, users: ratings.count, items: 1)
        .users.columnMajorElements
      let output = gather(ratings.byUser, weights, model)
      let expected = output.dot(exact.solution)
      #expect(abs(output.dot(swept.solution) - expected) < 1e-6 * output.norm * exact.solution.norm)
    }
    #expect(swept.residual < 1e-6)
    #expect(exact.residual <= 1e-12)
  }

  @Test func stationarySolutionHasNoPartAlongRotations() throws {
    let ratings = try randomRatings(seed: 7)
    let model = try tightFit(ratings, rank: 4, regularization: 1)
    let linear = try model.linearized(ratings)
    let gradient = gather(ratings.byUser, ratings.byUser.values, model)
    let solution = try linear.adjoint(of: gradient, .stationary(tolerance: 1e-11)).solution
    for p in 0..<4 {
      for q in 0..<p {
        var rotation = Matrix<Double>(rows: 4, columns: 4)
        rotation[p, q] = 1
        rotation[q, p] = -1
        let tangent = Factors(
          users: rotation * model.userFactors, items: rotation * model.itemFactors)
        #expect(linear.hessianProduct(tangent).norm < 1e-8 * tangent.norm)
        #expect(abs(solution.dot(tangent)) < 1e-8 * solution.norm * tangent.norm)
      }
    }
  }

  /// Two sets of users and items without a rating between them turn for themselves.
  @Test func ratingsInTwoPartsHaveAStationaryAnswer() throws {
    let part = try randomRatings(seed: 31, users: 14, items: 10, density: 0.5)
    let both =
      part.ratings
      + part.ratings.map {
        Rating(user: $0.user + 14, item: $0.item + 10, value: 6 - $0.value)
      }
    let ratings = try RatingMatrix(
      userCount: 29, itemCount: 20, ratings: both, scale: .fiveStars)
    let model = try tightFit(ratings, rank: 3, regularization: 1)
    let linear = try model.linearized(ratings)
    // The target's factors alone: not orthogonal to the rotations of its part.
    var gradient = Factors(users: Matrix(rows: 3, columns: 29), items: Matrix(rows: 3, columns: 20))
    gradient.items[1, 4] = 1
    let found = try linear.adjoint(of: gradient, .stationary(tolerance: 1e-10))
    let hessian = FactorizationHessian(linear)
    let eigen = try SymmetricEigen(hessian.apply(Matrix.identity(hessian.dimension)))
    #expect(eigen.values.count { abs($0) < 1e-8 } == 6)
    let flat = Vector(gradient.users.columnMajorElements + gradient.items.columnMajorElements)
    var weights = eigen.vectors.transposedTimes(flat)
    for place in weights.indices {
      weights[place] = eigen.values[place] > 1e-8 ? weights[place] / eigen.values[place] : 0
    }
    let expected = eigen.vectors * weights
    let solution = Vector(
      found.solution.users.columnMajorElements + found.solution.items.columnMajorElements)
    #expect((solution - expected).norm < 1e-6 * expected.norm)
  }

  /// A user with items of its own and a popular one, whose rating is met exactly whichever way the
  /// user and its items turn about the popular item's factors: J is flat there, too.
  @Test func aUserThatCanTurnForItselfHasAnAnswer() throws {
    let part = try randomRatings(seed: 32, users: 16, items: 10, density: 0.5)
    let own = [(0, 0.5), (10, 4.0), (11, 4.0)].map {
      Rating(user: 16, item: $0.0, value: $0.1)
    }
    let ratings = try RatingMatrix(
      userCount: 17, itemCount: 12, ratings: part.ratings + own,
      scale: RatingScale(minimum: 0.5, maximum: 5, step: 0.5))
    let model = try tightFit(ratings, rank: 4, regularization: 5)
    let linear = try model.linearized(ratings)
    let hessian = FactorizationHessian(linear)
    let eigen = try SymmetricEigen(hessian.apply(Matrix.identity(hessian.dimension)))
    let effective = try model.factors.effectiveRank(threshold: 1e-6)
    let flat = eigen.values.count { abs($0) < 1e-7 }
    #expect(flat > effective * (2 * 4 - effective - 1) / 2)
    // One of the user's own items: its factors turn.
    var gradient = Factors(users: Matrix(rows: 4, columns: 17), items: Matrix(rows: 4, columns: 12))
    for factor in 0..<4 { gradient.items[factor, 11] = Double(1 + factor * factor) }
    let found = try linear.adjoint(of: gradient, .stationary(tolerance: 1e-9))
    #expect(found.residual <= 1e-9)
    // What was left aside is M n with H n = 0, M being the diagonal blocks: by its definition, for
    // the part without rotations.
    let rotationFree = try RotationProjection(linear)(gradient)
    let left = rotationFree - linear.hessianProduct(found.solution)
    #expect(left.norm > 0.01 * gradient.norm)
    #expect(abs(found.flatPart - left.norm / rotationFree.norm) < 1e-6)
    let blocks = BlockJacobi(linear)
    var column = Matrix<Double>(rows: hessian.dimension, columns: 1)
    linear.store(left, &column, 0)
    let direction = linear.factors(blocks.apply(column), 0)
    // H counts as flat along n up to nᵀHn = 1e-6 nᵀMn, which allows ‖Hn‖ about 1e-3 ‖Mn‖.
    #expect(linear.hessianProduct(direction).norm < 1e-3 * left.norm)
  }

  @Test func threadsDoNotChangeBits() throws {
    let ratings = try randomRatings(seed: 8, users: 300, items: 200, density: 0.1)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 9, sweeps: 3))
    func solution(_ threads: Int) throws -> Factors {
      let linear = try Linearization(
        ratings: ratings.byUser, factors: model.factors, regularization: 5,
        parallelism: Parallelism(threads: threads))
      return try linear.adjoint(of: model.factors, .refit(sweeps: 4)).solution
    }
    #expect(try solution(1) == solution(3))
  }

  @Test func aSaddleIsRefusedAndDampingHelps() throws {
    let ratings = try randomRatings(seed: 9)
    let saddle = randomFactors(seed: 1, rank: 3, users: 24, items: 18)
    let linear = try Linearization(
      ratings: ratings.byUser, factors: 0.1 * saddle, regularization: 0.1)
    let gradient = randomFactors(seed: 2, rank: 3, users: 24, items: 18)
    var wasRefused = false
    do {
      _ = try linear.adjoint(of: gradient, .stationary(tolerance: 1e-8))
    } catch {
      if case .notAMinimum = error { wasRefused = true }
    }
    #expect(wasRefused)
    #expect(try linear.adjoint(of: gradient, .damped(1e4)).residual <= 1e-8)
  }

  @Test func optionsOutOfRangeAreNamed() throws {
    let ratings = try randomRatings(seed: 9)
    let model = try Model.fit(ratings, options: FactorizationOptions(rank: 2, sweeps: 1))
    let linear = try model.linearized(ratings)
    for (solve, name) in [
      (InfluenceSolve.refit(sweeps: 0), "sweeps"), (.damped(-1), "damping"),
      (.damped(.nan), "damping"), (.stationary(tolerance: 0), "tolerance"),
    ] {
      var found = ""
      do { _ = try linear.change(for: model.factors, solve) } catch {
        if case .invalidOption(let option, _) = error { found = option }
      }
      #expect(found == name)
    }
  }

  /// Σ weight·y for users and Σ weight·x for items over the ratings.
  func gather(_ ratings: SparseMatrix<Double>, _ weights: [Double], _ model: Model) -> Factors {
    var users = Matrix<Double>(rows: model.rank, columns: model.userCount)
    var items = Matrix<Double>(rows: model.rank, columns: model.itemCount)
    for user in 0..<ratings.rows {
      for position in ratings.range(ofRow: user) {
        let item = Int(ratings.indices[position])
        for k in 0..<model.rank {
          users[k, user] += weights[position] * model.itemFactors[k, item]
          items[k, item] += weights[position] * model.userFactors[k, user]
        }
      }
    }
    return Factors(users: users, items: items)
  }

  /// Sweeps of alternating least squares by dense Cholesky factors, on values off the scale too.
  func sweep(
    _ pattern: SparseMatrix<Double>, _ values: [Double], from model: Model, sweeps: Int
  ) throws -> Factors {
    var factors = model.factors
    let byUser = try SparseMatrix(
      rows: pattern.rows, columns: pattern.columns, offsets: pattern.offsets,
      indices: pattern.indices, values: values)
    func half(_ side: SparseMatrix<Double>, _ fixed: Matrix<Double>) throws -> Matrix<Double> {
      var result = Matrix<Double>(rows: model.rank, columns: side.rows)
      for row in 0..<side.rows {
        var system = model.regularization * Matrix<Double>.identity(model.rank)
        var right = Vector<Double>(count: model.rank, repeating: 0)
        for position in side.range(ofRow: row) {
          let column = Matrix(column: fixed.column(Int(side.indices[position])))
          system += column * column.transposed
          right += side.values[position] * fixed.column(Int(side.indices[position]))
        }
        result.setColumn(row, to: try Cholesky(system).solve(right))
      }
      return result
    }
    for _ in 0..<sweeps {
      factors.users = try half(byUser, factors.items)
      factors.items = try half(byUser.transposed, factors.users)
    }
    return factors
  }
}
