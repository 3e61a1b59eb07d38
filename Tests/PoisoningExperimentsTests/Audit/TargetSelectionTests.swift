import PoisoningExperiments
import RecommenderData
import Tensor
import Testing

@Suite struct TargetSelectionTests {
  /// Item a is rated by all three users, b by two, c by one, d by none.
  func data() throws -> RatingMatrix {
    try matrix(
      [[1, 2, 3, 0], [4, 5, 0, 0], [1, 0, 0, 0]], items: ["a", "b", "c", "d"])
  }

  func items(_ selection: TargetSelection, seed: UInt64 = 1, in ratings: RatingMatrix? = nil) throws
    -> [Int]
  {
    var rng = SeededGenerator(seed: seed)
    return try selection.items(in: ratings ?? data(), using: &rng)
  }

  @Test func itemsThatSomeButNotAllHaveRatedAreEligible() throws {
    #expect(try TargetSelection.eligibleItems(in: data()) == [1, 2])
    #expect(try TargetSelection.eligibleItems(in: matrix([[1, 2]])).isEmpty)
    let empty = try RatingMatrix(userCount: 0, itemCount: 3, ratings: [], scale: .fiveStars)
    #expect(TargetSelection.eligibleItems(in: empty).isEmpty)
  }

  @Test func fakeUsersDoNotMakeItemsEligible() throws {
    let poisoned = try data().injecting([FakeProfile([(item: 3, value: 5), (item: 0, value: 1)])])
    #expect(TargetSelection.eligibleItems(in: poisoned) == [1, 2])
  }

  @Test func randomTargetsAreDistinctEligibleAndSeeded() throws {
    #expect(try Set(items(.random(count: 2))) == [1, 2])
    let data = try tasteMatrix()
    let drawn = try items(.random(count: 10), in: data)
    #expect(Set(drawn).count == 10)
    #expect(Set(drawn).isSubset(of: Set(TargetSelection.eligibleItems(in: data))))
    #expect(try items(.random(count: 10), in: data) == drawn)
    #expect(try items(.random(count: 10), seed: 2, in: data) != drawn)
  }

  @Test func givenTargetsKeepTheirOrder() throws {
    #expect(try items(.identifiers(["c", "b", "d"])) == [2, 1, 3])
  }

  @Test func rejectsImpossibleSelections() throws {
    #expect(throws: ExperimentError.tooFewTargets(asked: 3, eligible: 2)) {
      try items(.random(count: 3))
    }
    #expect(throws: ExperimentError.unknownTarget(identifier: "e")) {
      try items(.identifiers(["b", "e"]))
    }
    #expect(throws: ExperimentError.targetRatedByAll(identifier: "a")) {
      try items(.identifiers(["a"]))
    }
    for selection in [
      TargetSelection.random(count: 0), .random(count: -1), .identifiers([]),
      .identifiers(["b", "b"]),
    ] {
      #expect(throws: ExperimentError.self) { try items(selection) }
    }
  }
}
