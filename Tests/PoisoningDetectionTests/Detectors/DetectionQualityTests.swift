import PoisoningDetection
import RecommenderData
import Testing

@Suite struct DetectionQualityTests {
  private func quality(
    _ scores: [Double], _ flags: [Int], fakes: Set<Int>
  ) throws -> DetectionQuality {
    try DetectionQuality(
      of: DetectionResult(
        scores: scores, isFlagged: scores.indices.map { flags.contains($0) }),
      isFake: scores.indices.map { fakes.contains($0) })
  }

  @Test func ratesAreByHand() throws {
    let found = try quality([5, 4, 3, 2, 1], [0, 1, 2], fakes: [0, 2, 4])
    #expect(found.truePositives == 2 && found.falsePositives == 1)
    #expect(found.falseNegatives == 1 && found.trueNegatives == 1)
    #expect(found.falseNegativeRate == 1.0 / 3 && found.falsePositiveRate == 0.5)
    #expect(found.precision == 2.0 / 3 && found.recall == 2.0 / 3)
    // Of the pairs (5, 3, 1) × (4, 2), three are in order.
    #expect(found.areaUnderCurve == 0.5)
  }

  @Test func perfectAndReversed() throws {
    let perfect = try quality([0, 0, 1, 1], [2, 3], fakes: [2, 3])
    #expect(perfect.falseNegativeRate == 0 && perfect.falsePositiveRate == 0)
    #expect(perfect.precision == 1 && perfect.recall == 1 && perfect.areaUnderCurve == 1)
    let reversed = try quality([1, 1, 0, 0], [0, 1], fakes: [2, 3])
    #expect(reversed.falseNegativeRate == 1 && reversed.falsePositiveRate == 1)
    #expect(reversed.precision == 0 && reversed.areaUnderCurve == 0)
  }

  @Test func tiesCountHalf() throws {
    #expect(try quality([7, 7, 7, 7], [], fakes: [1]).areaUnderCurve == 0.5)
    #expect(try quality([1, 2, 2, 3], [], fakes: [2, 3]).areaUnderCurve == 0.875)
    let infinite = try quality([-.infinity, 0, .infinity], [], fakes: [2])
    #expect(infinite.areaUnderCurve == 1)
  }

  @Test func areaIsThatOfCountingPairs() throws {
    let scores = ReferenceDigits.features.map { ($0[5] * 10).rounded(.toNearestOrEven) / 10 }
    let found = try quality(scores, [], fakes: Set(28..<40))
    let area = try #require(found.areaUnderCurve)
    #expect(abs(area - 0.4538690476190476) <= 4 * Double.ulpOfOne)
  }

  @Test func ratesOfNothingAreNil() throws {
    let normal = try quality([1, 2], [1], fakes: [])
    #expect(normal.falseNegativeRate == nil && normal.recall == nil)
    #expect(normal.areaUnderCurve == nil && normal.falsePositiveRate == 0.5)
    let fake = try quality([1, 2], [], fakes: [0, 1])
    #expect(fake.falsePositiveRate == nil && fake.precision == nil)
    #expect(fake.falseNegativeRate == 1 && fake.areaUnderCurve == nil)
    #expect(try quality([], [], fakes: []).precision == nil)
  }

  @Test func injectedUsersAreTheFakes() throws {
    let ratings = try matrix([[5, 2], [4, 0]]).injecting([FakeProfile([(item: 0, value: 5.0)])])
    let result = DetectionResult(scores: [0, 1, 2], flagging: 1)
    let found = try DetectionQuality(of: result, in: ratings)
    #expect(found.truePositives == 1 && found.trueNegatives == 2)
  }

  @Test func rejectsOtherSizesAndScoresThatAreNoNumbers() throws {
    let result = DetectionResult(scores: [0, .nan], isFlagged: [true, false])
    #expect(throws: DetectionError.sizeMismatch(what: "scores", expected: 1, found: 2)) {
      try DetectionQuality(of: result, isFake: [true])
    }
    #expect(throws: DetectionError.undefinedScore(user: 1)) {
      try DetectionQuality(of: result, isFake: [true, false])
    }
  }
}
