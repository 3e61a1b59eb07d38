import RecommenderData
import Testing

@Suite struct RatingScaleInferenceTests {
  @Test(arguments: [
    ([1, 2, 5], 1.0, 5.0, 1.0), ([3, 5], 1, 5, 1), ([5], 1, 5, 1), ([2], 1, 5, 1),
    ([4, 10], 1, 10, 1), ([0.5, 1, 4], 0.5, 4, 0.5), ([1.5, 4], 0.5, 4, 0.5),
    ([2.5, 5], 0.5, 5, 0.5), ([9.5, 10], 0.5, 10, 0.5), ([0, 5, 4], 0, 5, 1),
    ([0, 2.5, 5], 0, 5, 2.5), ([1, 4, 3], 1, 4, 1), ([0, 1], 0, 1, 1), ([0, 20, 100], 0, 100, 20),
    ([-3, 0, 3, 6], -3, 6, 3), ([0.1, 0.3, 0.4], 0.1, 0.4, 0.1), ([3.25, 4.5], 3.25, 4.5, 1.25),
    ([1.2, 3.45, 5], 1.2, 5, 0.05),
  ])
  func suggests(_ ratings: [Double], minimum: Double, maximum: Double, step: Double) throws {
    let scale = try RatingScale(inferredFrom: ratings + ratings.reversed())
    #expect(scale.minimum == minimum && scale.maximum == maximum)
    #expect(abs(scale.step - step) < 1e-12)
    for rating in ratings { #expect(scale.nearest(to: rating) == rating) }
  }

  @Test func widensContinuousRatingsToSixDecimals() throws {
    let third = 1.0 / 3
    let scale = try RatingScale(inferredFrom: [third, 2 + third])
    #expect(scale.minimum == 0.333333 && scale.maximum == 2.333334 && scale.step == 1e-6)
    let many = (0..<5_000).map { 0.001 * Double($0) }
    let fine = try RatingScale(inferredFrom: many)
    #expect(fine.minimum == 0 && fine.contains(4.999) && fine.step == 1e-6)
  }

  @Test func widensOutwardsInSpiteOfRounding() throws {
    // A millionth times a million rounds to the whole number above it.
    let lowest = 4.9999999999999996e-06
    #expect((lowest * 1e6).rounded(.down) / 1e6 > lowest)
    let scale = try RatingScale(inferredFrom: [lowest, 1.0 / 3])
    #expect(scale.contains(lowest) && scale.contains(1.0 / 3))
    #expect(scale.minimum == 4e-6)
    let negative = try RatingScale(inferredFrom: [-lowest, -1.0 / 3])
    #expect(negative.contains(-lowest) && negative.maximum == -4e-6)
  }

  @Test(arguments: [[], [7], [0], [2.5, 2.5], [1e10, 1]])
  func needsSomethingToInferFrom(_ ratings: [Double]) {
    #expect(throws: DataError.self) { try RatingScale(inferredFrom: ratings) }
  }
}
