import Foundation
import Testing

@testable import PoisoningAttacks

@Suite struct AttackGradientTests {
  @Test func gradientsHaveNames() {
    for gradient in [
      AttackGradient.published, .oneSweep, .stationary, .refit(sweeps: 10), .refit(sweeps: 3),
    ] {
      #expect(AttackGradient(gradient.description) == gradient)
    }
    #expect(AttackGradient("refit") == .refit(sweeps: 10))
    for word in ["", "refit:0", "refit:", "refit:2:3", "one-sweep:1", "Published"] {
      #expect(AttackGradient(word) == nil)
    }
  }

  @Test func isCodedByItsName() throws {
    let gradients: [AttackGradient] = [.published, .refit(sweeps: 3)]
    let data = try JSONEncoder().encode(gradients)
    #expect(String(decoding: data, as: UTF8.self) == #"["published","refit:3"]"#)
    #expect(try JSONDecoder().decode([AttackGradient].self, from: data) == gradients)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([AttackGradient].self, from: Data(#"["steepest"]"#.utf8))
    }
  }
}
