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

  @Test func publishedIsTheDerivativeInTheTransitionFromItemToUser() throws {
    let ratings = try randomRatings(seed: 4, users: 8, items: 7, density: 0.4)
    let (target, nodes) = (2, 15)
    let found = try WalkInfluence(ratings: ratings, options: Self.options)
      .onTarget(target, form: .published)
    var weights = Matrix<Double>(rows: nodes, columns: nodes)
    for user in 0..<8 {
      for place in ratings.byUser.range(ofRow: user) {
        let item = 8 + Int(ratings.byUser.indices[place])
        weights[user, item] = ratings.byUser.values[place]
        weights[item, user] = ratings.byUser.values[place]
      }
    }
    let sums = (0..<nodes).map { weights.row($0).reduce(0, +) }
    #expect(!sums.contains(0))
    /// Σ_u p_ut with one element of Q moved and its row left as it is.
    func total(_ from: Int, _ to: Int, _ change: Double) throws -> Double {
      let system = Matrix<Double>(rows: nodes, columns: nodes) { row, column in
        let transition =
          weights[column, row] / sums[column] + (column == from && row == to ? change : 0)
        return (row == column ? 1 : 0) - 0.7 * transition
      }
      var start = Vector<Double>(count: nodes)
      for user in 0..<8 { start[user] = 0.3 }
      return try LU(system).solve(start)[8 + target]
    }
    for user in 0..<8 {
      for place in ratings.byUser.range(ofRow: user) {
        let item = 8 + Int(ratings.byUser.indices[place])
        let slope = try (total(item, user, 1e-6) - total(item, user, -1e-6)) / 2e-6
        #expect(abs(found.ofRatings[place] - slope) < 1e-7)
      }
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
