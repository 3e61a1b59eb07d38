import Foundation
import RecommenderInfluence
import Testing

@Suite struct InfluenceSolveTests {
  @Test func survivesCoding() throws {
    for solve in [InfluenceSolve.refit(sweeps: 20), .damped(0.1), .stationary(tolerance: 1e-8)] {
      let data = try JSONEncoder().encode(solve)
      #expect(try JSONDecoder().decode(InfluenceSolve.self, from: data) == solve)
    }
  }
}
