import RecommenderData
import Testing

@Suite struct RatingMatrixRemovalTests {
  private func ratings() throws -> RatingMatrix {
    try RatingMatrix(
      userCount: 4, itemCount: 3,
      ratings: [
        Rating(user: 0, item: 0, value: 5), Rating(user: 0, item: 1, value: 2),
        Rating(user: 1, item: 0, value: 3), Rating(user: 2, item: 2, value: 1),
      ], scale: .fiveStars, userIdentifiers: ["a", "b", "c", "d"],
      itemIdentifiers: ["x", "y", "z"]
    ).injecting([FakeProfile([(item: 1, value: 5.0)]), FakeProfile([(item: 2, value: 5.0)])])
  }

  @Test func itemsStayAndUsersKeepWhatTheyAre() throws {
    let left = try ratings().removing(users: [4, 2, 4])
    #expect(left.userIdentifiers == ["a", "b", "d", "fake-2"])
    #expect(left.itemIdentifiers == ["x", "y", "z"])
    #expect(left.normalUserCount == 3 && left.fakeUserCount == 1)
    #expect(left.rating(user: 3, item: 2) == 5 && left.rating(user: 0, item: 1) == 2)
    #expect(left.count == 4)
    // Of the normal users that stay: 5, 2 and 3.
    #expect(left.itemStatistics.counts == [2, 1, 0])
    #expect(left.itemStatistics.means[0] == 4)
  }

  @Test func removingNobodyChangesNothing() throws {
    #expect(try ratings().removing(users: []) == ratings())
  }

  @Test func removingTheInjectedLeavesTheOriginal() throws {
    let all = try ratings()
    let original = try RatingMatrix(
      userCount: 4, itemCount: 3, ratings: all.ratings.filter { $0.user < 4 }, scale: .fiveStars,
      userIdentifiers: ["a", "b", "c", "d"], itemIdentifiers: ["x", "y", "z"])
    #expect(all.removing(users: [4, 5]) == original)
  }

  @Test func removingAllLeavesItems() throws {
    let none = try ratings().removing(users: 0..<6)
    #expect(none.userCount == 0 && none.itemCount == 3 && none.count == 0)
  }

  @Test func unknownUsersTrap() async {
    await #expect(processExitsWith: .failure) {
      let ratings = try RatingMatrix(
        userCount: 1, itemCount: 1, ratings: [], scale: .fiveStars)
      _ = ratings.removing(users: [1])
    }
  }
}
