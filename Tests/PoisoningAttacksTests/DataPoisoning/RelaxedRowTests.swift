import RecommenderData
import Testing

@testable import PoisoningAttacks

@Suite struct RelaxedRowTests {
  @Test func projectionKeepsTheLargestWithinTheScale() {
    var row = RelaxedRow(dense: [4.5, -2, 7, 1.25, 0.5, 4.5, 0])
    row.project(target: 3, fillers: 3, scale: .fiveStars)
    #expect(row.ratedItems == [0, 2, 3, 5])
    #expect(row.values == [4.5, 0, 5, 1.25, 0, 4.5, 0])
  }

  @Test func whatIsKeptIsRaisedToTheMinimum() {
    var row = RelaxedRow(dense: [0.2, -1, 0.1, -7])
    row.project(target: 3, fillers: 2, scale: .fiveStars)
    #expect(row.ratedItems == [0, 2, 3])
    #expect(row.values == [1, 0, 1, 1])
  }

  @Test func tiesGoToTheSmallerIndex() {
    var row = RelaxedRow(dense: [2, 2, 2, 2])
    row.project(target: 1, fillers: 2, scale: .fiveStars)
    #expect(row.ratedItems == [0, 1, 2])
  }

  @Test func projectingTwiceChangesNothing() {
    var row = RelaxedRow(dense: [9, 0.5, 3, 2, -4, 3.5])
    row.project(target: 4, fillers: 3, scale: .fiveStars)
    let once = row
    row.project(target: 4, fillers: 3, scale: .fiveStars)
    #expect(row == once)
  }

  @Test func unratedIsOneStepBelowTheScale() throws {
    #expect(RelaxedRow.unrated(on: .fiveStars) == 0)
    let scale = try RatingScale(minimum: -10, maximum: 10, step: 0.5)
    var row = RelaxedRow(
      [(0, -9.0), (1, 3.0)], itemCount: 4, unrated: RelaxedRow.unrated(on: scale))
    #expect(row.values == [-9, 3, -10.5, -10.5])
    // A rated item of the lowest rating comes before an unrated one.
    row.values[0] = -10
    row.project(target: 1, fillers: 1, scale: scale)
    #expect(row.ratedItems == [0, 1])
    // An unrated one whose number has risen above it takes its place.
    row.values[3] = -9.5
    row.project(target: 1, fillers: 1, scale: scale)
    #expect(row.ratedItems == [1, 3])
    #expect(row.values == [-10.5, 3, -10.5, -9.5])
  }
}
