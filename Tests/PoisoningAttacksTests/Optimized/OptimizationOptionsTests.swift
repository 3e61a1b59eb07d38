import Testing

@testable import PoisoningAttacks

@Suite struct OptimizationOptionsTests {
  @Test func defaultsAreValid() throws {
    try OptimizationOptions().validate(attack: "u-tna")
  }

  @Test func boundsAreValid() throws {
    try OptimizationOptions(
      gradient: .refit(sweeps: 1), steps: 1, influentialUsers: 1, lossWidth: 1e-9,
      initialLossWidth: 1e9, sparsity: 0, startRating: 0, stepLength: 1
    ).validate(attack: "u-tna")
    try OptimizationOptions(startRating: 1).validate(attack: "u-tna")
  }

  @Test func eachOptionOutOfRangeIsNamed() {
    let cases: [(String, OptimizationOptions)] = [
      ("gradient", .init(gradient: .refit(sweeps: 0))), ("steps", .init(steps: 0)),
      ("influentialUsers", .init(influentialUsers: 0)), ("lossWidth", .init(lossWidth: 0)),
      ("lossWidth", .init(lossWidth: .nan)), ("initialLossWidth", .init(initialLossWidth: 0)),
      ("initialLossWidth", .init(initialLossWidth: .infinity)), ("sparsity", .init(sparsity: -1)),
      ("startRating", .init(startRating: -0.1)), ("startRating", .init(startRating: .nan)),
      ("stepLength", .init(stepLength: 0)), ("stepLength", .init(stepLength: 1.1)),
    ]
    for (name, options) in cases {
      let error = #expect(throws: AttackError.self) { try options.validate(attack: "u-tna") }
      guard case .invalidOption(_, let found, _) = error else {
        Issue.record("\(String(describing: error)) for \(name)")
        continue
      }
      #expect(found == name)
    }
  }

  /// By hand: 2, 1, 0.5 is geometric.
  @Test func widthFallsGeometrically() {
    let options = OptimizationOptions(steps: 3, lossWidth: 0.5, initialLossWidth: 2)
    for (step, width) in [2, 1, 0.5].enumerated() {
      #expect(abs(options.lossWidth(inStep: step) - width) < 1e-15)
    }
    #expect(OptimizationOptions(steps: 3, lossWidth: 0.25).lossWidth(inStep: 0) == 0.25)
    let single = OptimizationOptions(steps: 1, lossWidth: 0.5, initialLossWidth: 2)
    #expect(single.lossWidth(inStep: 0) == 0.5)
  }
}
