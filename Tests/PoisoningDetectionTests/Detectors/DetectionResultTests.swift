import PoisoningDetection
import RecommenderData
import Testing

@Suite struct DetectionResultTests {
  @Test func flagsTheHighestScoresTiesToTheSmallerIndex() {
    let result = DetectionResult(scores: [1, 3, 2, 3, 2], flagging: 3)
    #expect(result.flaggedUsers == [1, 2, 3])
    #expect(result.isFlagged == [false, true, true, true, false])
    #expect(DetectionResult(scores: [1, 2], flagging: 0).flaggedUsers.isEmpty)
    #expect(DetectionResult(scores: [1, 2], flagging: 2).flaggedUsers == [0, 1])
    #expect(DetectionResult(scores: [], flagging: 0).isFlagged.isEmpty)
  }

  @Test func removalTakesTheFlaggedOut() throws {
    let ratings = try matrix([[5, 2], [4, 0], [0, 3]]).injecting([
      FakeProfile([(item: 0, value: 5.0)]), FakeProfile([(item: 1, value: 5.0)]),
    ])
    let result = DetectionResult(
      scores: [0, 1, 0, 1, 0], isFlagged: [false, true, false, true, false])
    let clean = try ratings.removingFlagged(by: result)
    #expect(clean.userIdentifiers == ["0", "2", "fake-2"])
    #expect(clean.normalUserCount == 2 && clean.fakeUserCount == 1)
  }

  @Test func resultsOfOtherRatingsAreAnError() throws {
    let ratings = try matrix([[5, 2], [4, 0]])
    #expect(throws: DetectionError.sizeMismatch(what: "flags", expected: 2, found: 1)) {
      try ratings.removingFlagged(by: DetectionResult(scores: [1], isFlagged: [true]))
    }
  }
}
