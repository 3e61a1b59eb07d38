import RecommenderData
import Recommenders
import Tensor
import Testing

@testable import RecommenderInfluence

/// `WalkInfluence.swift`, `WalkTargetInfluence.swift`.
@Suite struct WalkInfluenceTests {
  static let options = RandomWalkOptions(restart: 0.3, tolerance: 1e-14)

  /// Ratings with a given value in place of one of them; `nil` leaves it out.
  func changed(_ ratings: RatingMatrix, _ places: Set<Int>, to value: Double?) throws
    -> RatingMatrix
  {
    var all: [Rating] = []
    for user in 0..<ratings.userCount {
      for place in ratings.byUser.range(ofRow: user) {
        let known = ratings.byUser.values[place]
        guard let value = places.contains(place) ? value : known else { continue }
        all.append(
          Rating(user: user, item: Int(ratings.byUser.indices[place]), value: value))
      }
    }
    return try RatingMatrix(
      userCount: ratings.userCount, itemCount: ratings.itemCount, ratings: all,
      scale: RatingScale(minimum: 0, maximum: 10, step: 1e-9))
  }

  /// Σ_u p_ut from the distributions themselves.
  func total(_ ratings: RatingMatrix, _ target: Int, without left: Int? = nil) throws -> Double {
    let scores = try RandomWalk<Double>(ratings, options: Self.options)
      .scores(ofItem: target, users: ratings.userCount)
    return scores.enumerated().reduce(0) { $1.offset == left ? $0 : $0 + $1.element }
  }

  @Test(arguments: [UInt64(1), 2, 3], [0, 4, 11])
  func renormalizedIsTheDerivativeInTheRating(seed: UInt64, target: Int) throws {
    let ratings = try randomRatings(seed: seed, users: 14, items: 12, density: 0.3)
    let found = try WalkInfluence(ratings: ratings, options: Self.options).onTarget(target)
    let step = 1e-5
    for place in stride(from: 0, to: ratings.count, by: 5) {
      let value = ratings.byUser.values[place]
      let more = try total(changed(ratings, [place], to: value + step), target)
      let less = try total(changed(ratings, [place], to: value - step), target)
      let expected = -value * (more - less) / (2 * step)
      #expect(abs(found.ofRatings[place] - expected) < 1e-7 * (1e-2 + abs(expected)))
    }
  }

  /// Q by its definition, users before items; every node has ratings.
  func transitions(_ ratings: RatingMatrix) -> Matrix<Double> {
    let (users, nodes) = (ratings.userCount, ratings.userCount + ratings.itemCount)
    var weights = Matrix<Double>(rows: nodes, columns: nodes)
    for user in 0..<users {
      for place in ratings.byUser.range(ofRow: user) {
        let item = users + Int(ratings.byUser.indices[place])
        weights[user, item] = ratings.byUser.values[place]
        weights[item, user] = ratings.byUser.values[place]
      }
    }
    let sums = (0..<nodes).map { weights.row($0).reduce(0, +) }
    #expect(!sums.contains(0))
    return Matrix(rows: nodes, columns: nodes) { weights[$0, $1] / sums[$0] }
  }

  /// Σ_u p_u of some users by a dense solve.
  func visits(_ transitions: Matrix<Double>, from users: Range<Int>) throws -> Vector<Double> {
    let system = Matrix.identity(transitions.rows) - 0.7 * transitions.transposed
    return try LU(system).solve(
      Vector((0..<transitions.rows).map { users.contains($0) ? 0.3 : 0 }))
  }

  @Test func publishedIsTheDerivativeInTheTransitionFromItemToUser() throws {
    let ratings = try randomRatings(seed: 4, users: 8, items: 7, density: 0.4)
    let target = 2
    let found = try WalkInfluence(ratings: ratings, options: Self.options)
      .onTarget(target, form: .published)
    let transitions = transitions(ratings)
    /// Σ_u p_ut with one element of Q moved and its row left as it is.
    func total(_ from: Int, _ to: Int, _ change: Double) throws -> Double {
      var moved = transitions
      moved[from, to] += change
      return try visits(moved, from: 0..<8)[8 + target]
    }
    for user in 0..<8 {
      for place in ratings.byUser.range(ofRow: user) {
        let item = 8 + Int(ratings.byUser.indices[place])
        let slope = try (total(item, user, 1e-6) - total(item, user, -1e-6)) / 2e-6
        #expect(abs(found.ofRatings[place] - slope) < 1e-7)
      }
    }
  }

  /// ∂p_ut/∂q_ab = (1−α) m_b p_ua from users to items and back, also where there is no edge.
  @Test(arguments: [0, 5]) func twoSolvesAreTheDerivativesInTransitions(origin: Int) throws {
    let ratings = try randomRatings(seed: 4, users: 8, items: 7, density: 0.4)
    let target = 2
    let graph = try RandomWalk<Double>(ratings, options: Self.options).graph
    var (start, end) = (Matrix<Double>(rows: 1, columns: 8), Matrix<Double>(rows: 1, columns: 7))
    start[0, origin] = 0.3
    end[0, target] = 1
    let visits = graph.forward((start, Matrix(rows: 1, columns: 7)), parallelism: .serial)
    let row = graph.backward((Matrix(rows: 1, columns: 8), end), parallelism: .serial)
    let transitions = transitions(ratings)
    func slope(_ from: Int, _ to: Int) throws -> Double {
      func moved(_ change: Double) throws -> Double {
        var moved = transitions
        moved[from, to] += change
        return try self.visits(moved, from: origin..<origin + 1)[8 + target]
      }
      return try (moved(1e-6) - moved(-1e-6)) / 2e-6
    }
    for user in 0..<8 {
      for item in 0..<7 {
        let toItem = 0.7 * row.items[0, item] * visits.users[0, user]
        #expect(try abs(toItem - slope(user, 8 + item)) < 1e-7)
        let toUser = 0.7 * row.users[0, user] * visits.items[0, item]
        #expect(try abs(toUser - slope(8 + item, user)) < 1e-7)
      }
    }
  }

  /// −r (1−α) Pᵀ(∂Q/∂r) m_T, with m_T = Σ_{i ≤ T} ((1−α)Q)ⁱ e_t by dense products and ∂Q/∂r by
  /// differences.
  @Test(arguments: [0, 1, 2, 3, 6]) func aSeriesStandsForMInTheDerivativeInTheRating(terms: Int)
    throws
  {
    let ratings = try randomRatings(seed: 4, users: 8, items: 7, density: 0.4)
    let target = 2
    let found = try WalkInfluence(ratings: ratings, options: Self.options)
      .onTarget(target, terms: terms)
    let transitions = transitions(ratings)
    let totals = try visits(transitions, from: 0..<8)
    var term = Vector<Double>(count: 15)
    term[8 + target] = 1
    var series = term
    for _ in 0..<terms {
      term = 0.7 * (transitions * term)
      series += term
    }
    for place in 0..<ratings.count {
      let value = ratings.byUser.values[place]
      let more = try self.transitions(changed(ratings, [place], to: value + 1e-5))
      let less = try self.transitions(changed(ratings, [place], to: value - 1e-5))
      let slope = 0.7 * totals.dot((more - less) * series) / 2e-5
      #expect(abs(found.ofRatings[place] + value * slope) < 1e-8)
    }
  }

  @Test(arguments: [3, 9]) func ranksRatingsAndUsersAsRemovalDoes(target: Int) throws {
    let ratings = try randomRatings(seed: 6, users: 30, items: 24, density: 0.2)
    let influence = try WalkInfluence(ratings: ratings, options: Self.options)
    let found = try influence.onTarget(target)
    let clean = try total(ratings, target)
    let actual = try (0..<ratings.count).map {
      try total(changed(ratings, [$0], to: nil), target) - clean
    }
    #expect(Correlation.spearman(found.ofRatings, actual) > 0.95)
    let letter = try influence.onTarget(target, form: .published)
    #expect(Correlation.spearman(letter.ofRatings, actual) < 0.9)
    let removed = try (0..<30).map { user in
      let without = try changed(ratings, Set(ratings.byUser.range(ofRow: user)), to: nil)
      return abs(
        try total(without, target, without: user) - total(ratings, target, without: user))
    }
    #expect(Correlation.spearman(found.ofUsers, removed) > 0.7)
  }

  @Test func usersAreSumsOverTheirRatings() throws {
    let ratings = try randomRatings(seed: 7)
    for form in WalkInfluenceForm.allCases {
      let found = try WalkInfluence(ratings: ratings, options: Self.options)
        .onTarget(1, form: form)
      #expect(found.form == form)
      for user in 0..<ratings.userCount {
        let sum = ratings.byUser.range(ofRow: user).reduce(0) { $0 + abs(found.ofRatings[$1]) }
        #expect(abs(found.ofUsers[user] - sum) < 1e-15)
      }
    }
  }

  @Test func seriesNearsTheSolve() throws {
    let ratings = try randomRatings(seed: 8)
    let influence = try WalkInfluence(ratings: ratings, options: Self.options)
    let solved = try influence.onTarget(5)
    #expect(solved.seriesError == nil && solved.terms == nil)
    #expect(solved.residual < 1e-14)
    var last = Double.infinity
    for terms in [0, 1, 2, 5, 20, 100] {
      let found = try influence.onTarget(5, terms: terms)
      let error = try #require(found.seriesError)
      #expect(error < last)
      last = error
    }
    #expect(last < 1e-12)
    let long = try influence.onTarget(5, terms: 100)
    for (left, right) in zip(long.ofRatings, solved.ofRatings) {
      #expect(abs(left - right) < 1e-12)
    }
    // T = 0 leaves e_t of M: by the letter no user has influence then.
    #expect(try influence.onTarget(5, form: .published, terms: 0).ofUsers.allSatisfy { $0 == 0 })
  }

  @Test func threadsChangeNoBit() throws {
    let ratings = try randomRatings(seed: 9, users: 600, items: 500, density: 0.02)
    let one = try WalkInfluence(ratings: ratings, parallelism: .serial).onTarget(3)
    let three = try WalkInfluence(ratings: ratings, parallelism: Parallelism(threads: 3))
      .onTarget(3)
    #expect(one.ofRatings == three.ofRatings)
  }

  @Test func rejectsWhatDoesNotFit() throws {
    let influence = try WalkInfluence(ratings: randomRatings(seed: 10))
    #expect(throws: InfluenceError.notInData(what: "item 18")) { try influence.onTarget(18) }
    #expect(throws: InfluenceError.invalidOption(name: "terms", requirement: "-1 is negative")) {
      try influence.onTarget(0, terms: -1)
    }
  }
}
