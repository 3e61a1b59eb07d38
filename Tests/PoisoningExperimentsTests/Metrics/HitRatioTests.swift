import PoisoningExperiments
import RecommenderData
import Recommenders
import Tensor
import Testing

@Suite struct HitRatioTests {
  /// Four normal users and a fake one, three items; item 0 is rated by user 3 and the fake.
  func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let ratings = try matrix([[0, 1, 0], [0, 0, 2], [0, 0, 0], [5, 0, 0]])
      .injecting([FakeProfile([(0, 5.0)])])
    let model = TableRecommender<Scalar>([
      [3, 9, 1], [1, 2, 9], [1, 3, 2], [9, 1, 2], [9, 1, 2],
    ])
    // Top-1 of unrated items: 0, 1, 1, 2 and, of the fake user, 2.
    let one = try model.topN(1, excluding: ratings)
    let ratio = HitRatio(of: 0, in: one, ratings: ratings)
    #expect(ratio.hits == 1)
    #expect(ratio.normalUsers == 4)
    #expect(ratio.nonRaters == 3)
    #expect(ratio.ofAll == 0.25)
    #expect(ratio.ofNonRaters == 1.0 / 3)
    #expect(HitRatio(of: 1, in: one, ratings: ratings).hits == 2)
    // The fake user's hit does not count.
    let second = HitRatio(of: 2, in: one, ratings: ratings)
    #expect(second.hits == 1)
    #expect(second.nonRaters == 3)
    // Lists that are long enough hold every unrated item.
    let all = try model.topN(3, excluding: ratings)
    #expect(HitRatio(of: 0, in: all, ratings: ratings).ofAll == 0.75)
    #expect(HitRatio(of: 0, in: all, ratings: ratings).ofNonRaters == 1)
  }

  @Test func countsNormalUsersWhoseListHoldsTheTarget() throws {
    try check(Double.self)
    try check(Float.self)
  }

  @Test func targetRatedByAllHasNoHitAndNoNonRater() throws {
    let ratings = try matrix([[5, 0], [4, 0]])
    let lists = try TableRecommender<Double>([[9, 1], [9, 1]]).topN(2, excluding: ratings)
    let ratio = HitRatio(of: 0, in: lists, ratings: ratings)
    #expect(ratio.nonRaters == 0)
    #expect(ratio.ofAll == 0)
    #expect(ratio.ofNonRaters == 0)
  }

  @Test func withoutNormalUsersEverythingIsZero() throws {
    let empty = try RatingMatrix(userCount: 0, itemCount: 2, ratings: [], scale: .fiveStars)
    let ratings = try empty.injecting([FakeProfile([(1, 5.0)])])
    let lists = try TableRecommender<Double>([[1, 2]]).topN(1, excluding: ratings)
    let ratio = HitRatio(of: 0, in: lists, ratings: ratings)
    #expect(ratio.hits == 0)
    #expect(ratio.ofAll == 0)
    #expect(ratio.ofNonRaters == 0)
  }

  @Test func trapsWithoutListsOfAllNormalUsers() async {
    await #expect(processExitsWith: .failure) {
      let ratings = try matrix([[5, 0], [4, 0]])
      let lists = try TableRecommender<Double>([[9, 1], [9, 1]]).topN(
        1, excluding: ratings, users: 0..<1)
      _ = HitRatio(of: 0, in: lists, ratings: ratings)
    }
  }
}
