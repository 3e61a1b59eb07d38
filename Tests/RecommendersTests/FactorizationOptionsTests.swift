import Foundation
import Testing

@testable import Recommenders

@Suite struct FactorizationOptionsTests {
  func error(
    users: Int = 10, items: Int = 10, _ change: (inout FactorizationOptions) -> Void
  ) -> RecommenderError? {
    var options = FactorizationOptions()
    change(&options)
    do throws(RecommenderError) {
      try options.validate(userCount: users, itemCount: items)
      return nil
    } catch {
      return error
    }
  }

  func rejects(_ name: String, _ change: (inout FactorizationOptions) -> Void) -> Bool {
    if case .invalidOption(name, _) = error(change) { true } else { false }
  }

  @Test func defaultsAreValid() {
    #expect(error { _ in } == nil)
  }

  @Test func rejectsEachOptionOutsideItsRange() {
    #expect(rejects("rank") { $0.rank = 0 })
    #expect(rejects("rank") { $0.rank = -3 })
    for lambda in [0, -1, .nan, .infinity] as [Double] {
      #expect(rejects("regularization") { $0.regularization = lambda })
    }
    #expect(rejects("sweeps") { $0.sweeps = -1 })
    for tolerance in [-1e-9, 1, .nan] {
      #expect(rejects("tolerance") { $0.tolerance = tolerance })
    }
    for tolerance in [-1e-9, .infinity, .nan] as [Double] {
      #expect(rejects("gradientTolerance") { $0.gradientTolerance = tolerance })
    }
    for deviation in [0, -1, .nan, .infinity] as [Double] {
      #expect(rejects("initialDeviation") { $0.initialDeviation = deviation })
    }
  }

  @Test func rejectsARankBeyondMemory() {
    guard case .tooLarge(let bytes, let available) = error({ $0.rank = 1_000_000_000 }) else {
      Issue.record("a rank of 10⁹ was accepted")
      return
    }
    #expect(bytes > available)
    guard case .tooLarge = error(users: .max, items: .max, { $0.rank = .max }) else {
      Issue.record("the greatest rank was accepted")
      return
    }
  }

  @Test func survivesJSON() throws {
    let options = FactorizationOptions(rank: 3, regularization: 0.1, seed: .max)
    let data = try JSONEncoder().encode(options)
    #expect(try JSONDecoder().decode(FactorizationOptions.self, from: data) == options)
  }
}
