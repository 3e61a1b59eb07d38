import RecommenderData
import Testing

@Suite struct RatingMatrixProfilesTests {
  let target: RatingMatrix

  init() throws {
    target = try RatingMatrix(
      userCount: 1, itemCount: 3, ratings: [], scale: .fiveStars,
      itemIdentifiers: ["x", "y", "z"])
  }

  @Test func areMatchedByItemIdentifier() throws {
    let file = try RatingMatrix(
      userCount: 2, itemCount: 2,
      ratings: [
        Rating(user: 0, item: 0, value: 5), Rating(user: 0, item: 1, value: 3),
        Rating(user: 1, item: 1, value: 4),
      ], scale: .fiveStars, itemIdentifiers: ["z", "x"])
    let profiles = try file.profiles(against: target)
    #expect(
      profiles == [
        FakeProfile([(item: 0, value: 3), (item: 2, value: 5)]),
        FakeProfile([(item: 0, value: 4)]),
      ])
  }

  @Test func rejectUnknownItems() throws {
    let file = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [], scale: .fiveStars, itemIdentifiers: ["w"])
    #expect(
      throws: DataError.invalidArgument(
        name: "item 'w'", requirement: "the ratings under attack have no such item")
    ) { try file.profiles(against: target) }
  }

  @Test func rejectRatingsOutsideTheScale() throws {
    let ten = try RatingScale(minimum: 1, maximum: 10)
    let file = try RatingMatrix(
      userCount: 1, itemCount: 1, ratings: [Rating(user: 0, item: 0, value: 9)], scale: ten,
      itemIdentifiers: ["y"])
    #expect(
      throws: DataError.outsideScale(value: 9, user: 0, item: 1, scale: .fiveStars)
    ) { try file.profiles(against: target) }
  }
}
