import PoisoningDetection
import Testing

@Suite struct LengthVarianceTests {
  @Test func distanceFromTheMeanIsOverAllSquares() throws {
    // Lengths 1, 2, 3 and 0: mean 2 of those with ratings, squares 1, 0, 1.
    let ratings = try matrix([[5, 0, 0], [5, 4, 0], [1, 1, 1], [0, 0, 0]])
    let found = try UserFeatures(of: ratings, features: [.lengthVariance])
    #expect((0..<4).map { found[user: $0, .lengthVariance] } == [0.5, 0, 0.5, 0])
  }

  @Test func equalLengthsHaveNone() throws {
    let found = try UserFeatures(of: matrix([[5, 0], [0, 4]]), features: [.lengthVariance])
    #expect(found[user: 0, .lengthVariance] == 0 && found[user: 1, .lengthVariance] == 0)
  }
}
