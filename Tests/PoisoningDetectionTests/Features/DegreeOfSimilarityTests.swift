import PoisoningDetection
import RecommenderData
import Testing

@Suite struct DegreeOfSimilarityTests {
  private func similarities(_ rows: [[Double]]) throws -> [Double] {
    let found = try UserFeatures(of: matrix(rows), features: [.degSim])
    return (0..<rows.count).map { found[user: $0, .degSim] }
  }

  @Test func twinsCorrelateFully() throws {
    // One neighbour out of 25.
    #expect(try similarities([[1, 3, 5], [1, 3, 5]]) == [0.04, 0.04])
    let many = try similarities(Array(repeating: [1, 3, 5], count: 40))
    #expect(many == Array(repeating: 1, count: 40))
  }

  @Test func whatIsNoCorrelationCountsAsZero() throws {
    #expect(try similarities([[1, 3, 5], [5, 3, 1]]) == [0, 0])
    #expect(try similarities([[1, 3, 5], [4, 4, 4]]) == [0, 0])
    #expect(try similarities([[1, 3, 0], [1, 3, 5]]) == [0, 0])
  }

  @Test func onlyCommonItemsCount() throws {
    #expect(try similarities([[1, 3, 5, 1, 0], [1, 3, 5, 0, 1]]) == [0.04, 0.04])
  }
}
