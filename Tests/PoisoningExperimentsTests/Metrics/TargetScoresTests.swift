import PoisoningExperiments
import RecommenderData
import Tensor
import Testing

@Suite struct TargetScoresTests {
  /// Item 1: user 2 has rated it; the others move from 1 and 2 to 4 and 2.5, by 1.75 on average.
  func check<Scalar: TensorScalar>(_: Scalar.Type) throws {
    let ratings = try matrix([[1, 0], [0, 0], [0, 4]])
    let poisoned = try ratings.injecting([FakeProfile([(1, 5.0)])])
    let before = TargetScores(
      of: 1, by: TableRecommender<Scalar>([[7, 1], [7, 2], [7, 3]]), ratings: ratings)
    let after = TargetScores(
      of: 1, by: TableRecommender<Scalar>([[0, 4], [0, 2.5], [0, 99], [0, 99]]),
      ratings: poisoned)
    #expect(before.values == [1, 2, 3])
    #expect(after.values == [4, 2.5, 99])
    #expect(before.shift(to: after, ratings: ratings) == 1.75)
    #expect(before.shift(to: after, ratings: poisoned) == 1.75)
    #expect(after.shift(to: before, ratings: ratings) == -1.75)
    #expect(before.shift(to: before, ratings: ratings) == 0)
  }

  @Test func shiftIsMeanChangeForNormalUsersWhoHaveNotRated() throws {
    try check(Double.self)
    try check(Float.self)
  }

  @Test func shiftOfItemRatedByAllIsZero() throws {
    let ratings = try matrix([[3], [4]])
    let before = TargetScores(of: 0, by: TableRecommender<Double>([[1], [2]]), ratings: ratings)
    let after = TargetScores(of: 0, by: TableRecommender<Double>([[5], [5]]), ratings: ratings)
    #expect(before.shift(to: after, ratings: ratings) == 0)
  }

  @Test func trapsOnDifferentItems() async {
    await #expect(processExitsWith: .failure) {
      let ratings = try matrix([[3, 1], [4, 1]])
      let model = TableRecommender<Double>([[1, 2], [2, 3]])
      let other = TargetScores(of: 1, by: model, ratings: ratings)
      _ = TargetScores(of: 0, by: model, ratings: ratings).shift(to: other, ratings: ratings)
    }
  }
}
