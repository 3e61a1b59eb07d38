import RecommenderData
import Tensor
import Testing

@Suite struct RatingMatrixInjectionTests {
  @Test func appendsUsersAndLeavesTheOriginal() throws {
    let clean = try RatingMatrix.random(users: 8, items: 6, density: 0.4, seed: 1)
    let before = clean
    let injected = try clean.injecting([
      FakeProfile([(item: 5, value: 5), (item: 0, value: 2)]), FakeProfile([]),
    ])
    #expect(clean == before)
    #expect(injected.userCount == 10 && injected.normalUserCount == 8)
    #expect(injected.fakeUserCount == 2 && injected.count == clean.count + 2)
    #expect(injected.rating(user: 8, item: 5) == 5 && injected.rating(user: 8, item: 0) == 2)
    #expect(injected.userIdentifiers.suffix(2) == ["fake-1", "fake-2"])
    #expect(injected.byItem == injected.byUser.transposed)
    for rating in clean.ratings {
      #expect(injected.rating(user: rating.user, item: rating.item) == rating.value)
    }
  }

  @Test func ofNothingChangesNothing() throws {
    let clean = try RatingMatrix.random(users: 8, items: 6, density: 0.4, seed: 1)
    #expect(try clean.injecting([]) == clean)
  }

  @Test func inTwoStepsEqualsInOne() throws {
    let clean = try RatingMatrix.random(users: 8, items: 6, density: 0.4, seed: 2)
    let profiles = (0..<4).map { FakeProfile([(item: $0, value: 5), (item: 5, value: 1)]) }
    let once = try clean.injecting(profiles)
    let twice = try clean.injecting(profiles[..<1]).injecting(profiles[1...])
    #expect(once == twice)
  }

  @Test func skipsNamesThatAreTaken() throws {
    let clean = try RatingMatrix(
      userCount: 3, itemCount: 1, ratings: [], scale: .fiveStars,
      userIdentifiers: ["fake-2", "anna", "fake-x"])
    let profile = FakeProfile([(item: 0, value: 5)])
    let injected = try clean.injecting([profile, profile])
    #expect(injected.userIdentifiers.suffix(2) == ["fake-1", "fake-3"])
    let more = try injected.injecting([profile])
    #expect(more.userIdentifiers.last == "fake-4")
    #expect(Set(more.userIdentifiers).count == 6)
  }

  @Test(arguments: [
    (6, 5.0, "rating (8, 6) lies outside 9 users × 6 items"),
    (-1, 5, "rating (8, -1) lies outside 9 users × 6 items"),
    (0, .nan, "the rating of item 0 by user 8 is not finite"),
    (
      0, 0,
      "the rating 0.0 of item 0 by user 8 is outside the scale 1 to 5 in steps of 1"
    ),
  ])
  func rejects(_ item: Int, _ value: Double, message: String) throws {
    let clean = try RatingMatrix.random(users: 8, items: 6, density: 0.4, seed: 1)
    let error = #expect(throws: DataError.self) {
      try clean.injecting([FakeProfile([(item: item, value: value)])])
    }
    #expect(error?.description == message)
  }
}
