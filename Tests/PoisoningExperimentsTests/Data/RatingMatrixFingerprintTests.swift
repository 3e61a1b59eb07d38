import PoisoningExperiments
import RecommenderData
import Testing

@Suite struct RatingMatrixFingerprintTests {
  @Test func equalDataHaveEqualFingerprints() throws {
    #expect(try tasteMatrix().fingerprint == tasteMatrix().fingerprint)
  }

  @Test func everyDifferenceShows() throws {
    let rows: [[Double]] = [[1, 0, 3], [0, 2, 0]]
    let base = try matrix(rows)
    var all = [base.fingerprint]
    all.append(try matrix([[1, 0, 3], [0, 2, 0], [0, 0, 0]]).fingerprint)
    all.append(try matrix([[1, 0, 3, 0], [0, 2, 0, 0]]).fingerprint)
    all.append(try matrix([[1, 0, 4], [0, 2, 0]]).fingerprint)
    all.append(try matrix([[1, 3, 0], [0, 2, 0]]).fingerprint)
    all.append(try matrix(rows, users: ["1", "0"]).fingerprint)
    all.append(try matrix(rows, items: ["0", "1", "x"]).fingerprint)
    all.append(try base.injecting([FakeProfile([(0, 1.0)])]).fingerprint)
    all.append(
      try RatingMatrix(
        userCount: 2, itemCount: 3, ratings: base.ratings,
        scale: RatingScale(minimum: 0, maximum: 5)
      ).fingerprint)
    #expect(Set(all).count == all.count)
  }
}
