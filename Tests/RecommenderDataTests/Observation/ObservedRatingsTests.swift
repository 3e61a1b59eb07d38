import RecommenderData
import Tensor
import Testing

@Suite struct ObservedRatingsTests {
  /// A path a–u–b–v–c–w–d, each rating another value, and a part x–e that it does not touch.
  func path() throws -> RatingMatrix {
    try RatingMatrix(
      userCount: 4, itemCount: 5,
      ratings: [
        Rating(user: 0, item: 0, value: 1), Rating(user: 0, item: 1, value: 2),
        Rating(user: 1, item: 1, value: 3), Rating(user: 1, item: 2, value: 4),
        Rating(user: 2, item: 2, value: 5), Rating(user: 2, item: 3, value: 1),
        Rating(user: 3, item: 4, value: 2),
      ], scale: .fiveStars,
      userIdentifiers: ["u", "v", "w", "x"], itemIdentifiers: ["a", "b", "c", "d", "e"])
  }

  func observe(
    _ ratings: RatingMatrix, _ share: Double, from target: Int, seed: UInt64 = 1
  ) throws -> ObservedRatings {
    var rng = SeededGenerator(seed: seed)
    return try ratings.observed(share: share, from: target, using: &rng)
  }

  @Test(arguments: 1...7) func ratingsAreSeenInOrderOfDistance(count: Int) throws {
    let order = [
      NamedRating("u", "a", 1), NamedRating("u", "b", 2), NamedRating("v", "b", 3),
      NamedRating("v", "c", 4), NamedRating("w", "c", 5), NamedRating("w", "d", 1),
      NamedRating("x", "e", 2),
    ]
    let seen = try observe(path(), Double(count) / 7, from: 0)
    #expect(seen.ratings.named == order.prefix(count).sorted())
    #expect(seen.ratings.itemIdentifiers[seen.target] == "a")
  }

  @Test func distanceCountsFromTheTarget() throws {
    let seen = try observe(path(), 2 / 7, from: 3)
    #expect(seen.ratings.named == [NamedRating("w", "c", 5), NamedRating("w", "d", 1)])
    #expect(seen.items == [2, 3])
    #expect(seen.target == 1)
    #expect(seen.ratings.userIdentifiers == ["w"])
  }

  @Test func anotherPartIsReachedOnlyWhenTheTargetsIsExhausted() throws {
    #expect(try observe(path(), 1 / 7, from: 4).ratings.named == [NamedRating("x", "e", 2)])
    let seen = try observe(path(), 3 / 7, from: 4)
    #expect(
      seen.ratings.named
        == [NamedRating("u", "a", 1), NamedRating("u", "b", 2), NamedRating("x", "e", 2)])
  }

  @Test func theLastNodeIsCut() throws {
    // One user rates all six items: he is one step away, and so is what he says of the target; the
    // other items are two steps away and bring one rating each.
    let ratings = try RatingMatrix(
      userCount: 2, itemCount: 6,
      ratings: (0..<12).map { Rating(user: $0 / 6, item: $0 % 6, value: 3) }, scale: .fiveStars)
    let seen = try observe(ratings, 3 / 12, from: 5)
    #expect(seen.ratings.count == 3)
    #expect(seen.ratings.rating(user: 0, item: seen.target) == 3)
    #expect(seen.ratings.rating(user: 1, item: seen.target) == 3)
    // The third is the first rating of some item two steps away.
    #expect(seen.ratings.itemCount == 2)
    #expect(seen.ratings.rating(user: 0, item: 0) == 3)
  }

  @Test func shareIsMetToTheRating() throws {
    let ratings = try RatingMatrix.random(users: 40, items: 30, density: 0.1, seed: 3)
    for share in stride(from: 0.05, to: 1, by: 0.05) {
      let seen = try observe(ratings, share, from: 7)
      #expect(seen.ratings.count == Int((share * Double(ratings.count)).rounded()))
      #expect(seen.ratings.itemIdentifiers[seen.target] == "7")
      #expect(seen.ratings.itemIdentifiers == seen.items.map { ratings.itemIdentifiers[$0] })
    }
    #expect(try observe(ratings, 1e-9, from: 7).ratings.count == 1)
  }

  @Test func smallerSharesArePartOfLargerOnes() throws {
    let ratings = try RatingMatrix.random(users: 40, items: 30, density: 0.1, seed: 4)
    var known = Set<NamedRating>()
    for share in stride(from: 0.1, through: 1, by: 0.1) {
      let seen = Set(try observe(ratings, min(1, share), from: 2).ratings.named)
      #expect(known.isSubset(of: seen))
      known = seen
    }
    #expect(known.sorted() == ratings.named)
  }

  @Test func theWholeIsTheMatrixItself() throws {
    let ratings = try RatingMatrix(
      userCount: 3, itemCount: 4, ratings: [Rating(user: 0, item: 1, value: 4)], scale: .fiveStars)
    let seen = try observe(ratings, 1, from: 3)
    #expect(seen.ratings == ratings)
    #expect(seen.items == [0, 1, 2, 3])
    #expect(seen.target == 3)
    let profile = FakeProfile([(item: 0, value: 5.0), (item: 3, value: 1.0)])
    #expect(seen.inWhole(profile) == profile)
  }

  @Test func seedChangesTheOrderWithinADistance() throws {
    let ratings = try RatingMatrix.random(users: 60, items: 20, density: 0.5, seed: 5)
    let one = try observe(ratings, 0.05, from: 0)
    #expect(try observe(ratings, 0.05, from: 0) == one)
    #expect(try observe(ratings, 0.05, from: 0, seed: 2) != one)
  }

  @Test func aTargetWithoutRatingsStays() throws {
    let ratings = try RatingMatrix(
      userCount: 1, itemCount: 3,
      ratings: [Rating(user: 0, item: 0, value: 4), Rating(user: 0, item: 1, value: 2)],
      scale: .fiveStars)
    let seen = try observe(ratings, 0.5, from: 2)
    #expect(seen.items == [0, 2])
    #expect(seen.target == 1)
    #expect(seen.ratings.count == 1)
  }

  @Test func profilesGoBackToTheWhole() throws {
    let seen = try observe(path(), 2 / 7, from: 3)
    let profile = FakeProfile([(item: 0, value: 2.0), (item: 1, value: 5.0)])
    #expect(
      seen.inWhole(profile) == FakeProfile([(item: 2, value: 2.0), (item: 3, value: 5.0)]))
  }

  @Test func statisticsAreThoseOfWhatWasSeen() throws {
    let seen = try observe(path(), 3 / 7, from: 0)
    #expect(seen.ratings.itemStatistics.counts == [1, 2])
    #expect(seen.ratings.itemStatistics.globalMean == 2)
    #expect(seen.ratings.normalUserCount == 2)
  }

  @Test(arguments: [0, -0.1, 1.01, Double.nan]) func rejectsAShareOutsideItsRange(
    share: Double
  ) throws {
    let ratings = try path()
    #expect(throws: DataError.self) { try observe(ratings, share, from: 0) }
  }

  @Test(arguments: [-1, 5]) func rejectsAForeignTarget(target: Int) throws {
    let ratings = try path()
    #expect(throws: DataError.self) { try observe(ratings, 0.5, from: target) }
  }
}
