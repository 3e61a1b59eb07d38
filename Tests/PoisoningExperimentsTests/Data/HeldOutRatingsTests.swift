import PoisoningExperiments
import RecommenderData
import Tensor
import Testing

@Suite struct HeldOutRatingsTests {
  @Test func shareSplitsRatingsAndKeepsIndices() throws {
    let ratings = try tasteMatrix()
    var rng = SeededGenerator(seed: 1)
    let heldOut = try HeldOutRatings(share: 0.2, of: ratings, using: &rng)
    let remainder = try #require(heldOut.remainder)
    #expect(heldOut.ratings.count == Int((0.2 * Double(ratings.count)).rounded()))
    #expect(remainder.userCount == 40 && remainder.itemCount == 30)
    #expect(remainder.userIdentifiers == ratings.userIdentifiers)
    #expect(remainder.itemIdentifiers == ratings.itemIdentifiers)
    let both = heldOut.ratings + remainder.ratings
    #expect(both.count == ratings.count)
    #expect(Set(both) == Set(ratings.ratings))
    #expect(heldOut.unknownUsers == 0 && heldOut.unknownItems == 0)
  }

  @Test func everyRatingIsHeldOutAtTimes() throws {
    let ratings = try matrix([[1, 2, 3], [4, 5, 1]])
    var seen: Set<Rating> = []
    var rng = SeededGenerator(seed: 1)
    for _ in 0..<60 {
      seen.formUnion(try HeldOutRatings(share: 0.2, of: ratings, using: &rng).ratings)
    }
    #expect(seen.count == 6)
  }

  @Test(arguments: [0, 1, -1, 2, .nan, 0.05]) func rejectsShareThatHoldsNothingOut(
    share: Double
  ) throws {
    let ratings = try matrix([[1, 2, 3], [4, 5, 0]])
    var rng = SeededGenerator(seed: 1)
    #expect(throws: ExperimentError.self) {
      try HeldOutRatings(share: share, of: ratings, using: &rng)
    }
  }

  @Test func testRatingsAreMatchedByIdentifier() throws {
    let data = try matrix([[5, 0], [0, 4]], users: ["ann", "bob"], items: ["x", "y"])
    let test = try matrix(
      [[1, 2, 3], [4, 5, 0]], users: ["bob", "eve"], items: ["z", "y", "x"])
    let heldOut = try HeldOutRatings(test: test, alignedTo: data)
    #expect(
      heldOut.ratings == [
        Rating(user: 1, item: 1, value: 2), Rating(user: 1, item: 0, value: 3),
      ])
    #expect(heldOut.unknownUsers == 2)
    #expect(heldOut.unknownItems == 1)
    #expect(heldOut.remainder == nil)
    // bob has rated y in the data too.
    #expect(heldOut.knownPairs == 1)
  }

  @Test func rejectsTestSetOfStrangers() throws {
    let data = try matrix([[5, 0]], users: ["ann"], items: ["x", "y"])
    let test = try matrix([[1, 2], [0, 3]], users: ["bob", "ann"], items: ["x", "z"])
    #expect(
      throws: ExperimentError.nothingHeldOut(ratings: 3, unknownUsers: 2, unknownItems: 1)
    ) { try HeldOutRatings(test: test, alignedTo: data) }
  }
}
