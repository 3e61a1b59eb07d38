import Foundation
import RecommenderData
import Testing

@Suite struct RatingScaleTests {
  @Test(arguments: [
    (0.2, 1.0), (1.49, 1), (1.5, 2), (2.5, 3), (4.49, 4), (4.5, 5), (9, 5), (.infinity, 5),
    (-.infinity, 1),
  ])
  func roundsHalvesUpAndClips(_ value: Double, nearest: Double) {
    #expect(RatingScale.fiveStars.nearest(to: value) == nearest)
  }

  @Test func givesTheNumbersThatDecimalsReadAs() throws {
    let tenths = try RatingScale(minimum: 0, maximum: 1, step: 0.1)
    #expect(tenths.nearest(to: 0.31) == 0.3)
    #expect(tenths.nearest(to: 0.68) == 0.7)
    let halves = try RatingScale(minimum: 0.5, maximum: 4, step: 0.5)
    #expect(halves.nearest(to: 3.3) == 3.5)
    #expect(halves.nearest(to: 0.7) == 0.5)
    let threes = try RatingScale(minimum: -1, maximum: 8, step: 3)
    #expect(threes.nearest(to: 4) == 5)
  }

  @Test func containsItsBounds() {
    #expect(RatingScale.fiveStars.contains(1) && RatingScale.fiveStars.contains(5))
    #expect(RatingScale.fiveStars.contains(3.3))
    #expect(!RatingScale.fiveStars.contains(0.99) && !RatingScale.fiveStars.contains(.nan))
  }

  @Test(arguments: [
    (5.0, 1.0, 1.0), (1, 1, 1), (1, 5, 0), (1, 5, -1), (1, 5, 3), (.nan, 5, 1), (1, .infinity, 1),
    (1, 5, .nan),
  ])
  func rejectsBoundsWithoutSense(_ minimum: Double, _ maximum: Double, _ step: Double) {
    #expect(throws: DataError.self) {
      try RatingScale(minimum: minimum, maximum: maximum, step: step)
    }
  }

  @Test func describesItself() throws {
    #expect(RatingScale.fiveStars.description == "1 to 5 in steps of 1")
    #expect(
      try RatingScale(minimum: 0.5, maximum: 4, step: 0.5).description
        == "0.5 to 4 in steps of 0.5")
  }

  @Test func survivesJSONAndIsCheckedThere() throws {
    let scale = try RatingScale(minimum: 0.5, maximum: 4, step: 0.5)
    let json = try JSONEncoder().encode(scale)
    #expect(try JSONDecoder().decode(RatingScale.self, from: json) == scale)
    #expect(throws: (any Error).self) {
      try JSONDecoder().decode(
        RatingScale.self, from: Data(#"{"minimum":5,"maximum":1,"step":1}"#.utf8))
    }
  }

  @Test func trapsOnNaN() async {
    await #expect(processExitsWith: .failure) { _ = RatingScale.fiveStars.nearest(to: .nan) }
  }
}
