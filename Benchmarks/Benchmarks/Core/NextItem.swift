import Benchmark
import PoisoningAttacks
import RecommenderData
import RecommenderInfluence
import Recommenders
import Tensor

/// Training of the next-item recommenders, and what an attacker asks of them, on the preset `beauty`.
func registerNextItem() {
  for kind in NextItemModel.allCases {
    registerTraining(of: kind)
    registerEstimates(by: kind)
  }
}

/// A few epochs on all processors.
private func registerTraining(of kind: NextItemModel) {
  let epochs = kind == .gru4rec ? 1 : 10
  Benchmark(
    "Training \(kind.rawValue), beauty preset (samples)", configuration: .init(maxIterations: 10)
  ) { (benchmark, log: InteractionLog) in
    var losses: [Double] = []
    benchmark.startMeasurement()
    let model = try kind.fit(log, seed: 1, epochs: epochs) { losses.append($0.loss) }
    benchmark.stopMeasurement()
    // Only BPRMF learns from first actions.
    let perEpoch = log.actionCount - (kind == .bprmf ? 0 : log.userCount)
    benchmark.measurement(.work, epochs * perEpoch)
    precondition(losses.count == epochs && losses.allSatisfy(\.isFinite), "other epochs")
    precondition(zip(losses, losses.dropFirst()).allSatisfy(>), "the loss rose")
    precondition(model.itemCount == log.itemCount, "a model of other items")
  } setup: {
    try SyntheticSequences.beauty.generate()
  }
}

/// A fitted model of an attacker who pushes twenty items to twenty users.
private struct Pushed {
  let scenario: PromotionScenario
  let model: AttackerModel
  /// Fake users with fifteen random actions each.
  let sequences: [FakeSequence]

  init(_ kind: NextItemModel) throws {
    let split = try SyntheticSequences.beauty.generate().leavingLastTwoOut()
    var rng = SeededGenerator(seed: 1)
    func some(_ count: Int, of all: Int) -> [Int] {
      RandomSampling.indices(count, from: all, using: &rng)
    }
    let items = split.training.itemCount
    scenario = try PromotionScenario(
      split, targets: some(20, of: items), users: some(20, of: split.training.userCount))
    model = try AttackerModel(kind, scenario: scenario, seed: 1)
    sequences = (0..<1000).map { _ in FakeSequence(items: some(15, of: items)) }
  }
}

/// One solve, rewards of one action each by influence, and outcomes of as many fake users by local retraining as
/// LOKI looks at, 2,500 actions.
private func registerEstimates(by kind: NextItemModel) {
  Benchmark(
    "Solving influence, \(kind.rawValue), beauty preset (solves)",
    configuration: .init(maxIterations: 2)
  ) { (benchmark, given: Pushed) in
    benchmark.startMeasurement()
    let influence = try NextItemInfluence(of: given.model.clean, in: given.scenario)
    benchmark.stopMeasurement()
    benchmark.measurement(.work, 1)
    precondition(influence.report.residual <= 1e-3, "a residual of \(influence.report.residual)")
  } setup: {
    try Pushed(kind)
  }
  Benchmark(
    "Rewards by influence, \(kind.rawValue), beauty preset (rewards)",
    configuration: .init(maxIterations: 10)
  ) { (benchmark, given: (influence: NextItemInfluence, sequences: [FakeSequence])) in
    benchmark.startMeasurement()
    let rewards = given.sequences.map(given.influence.rewards(of:))
    benchmark.stopMeasurement()
    benchmark.measurement(.work, rewards.reduce(0) { $0 + $1.count })
    // Rewards are what each action adds, each found by Newton's method to within 10⁻⁴ of a column.
    let (sum, whole) = (
      rewards[0].reduce(0, +), given.influence.estimate(of: [given.sequences[0]])
    )
    precondition(abs(sum - whole) <= 1e-3 * max(1, abs(whole)), "rewards do not add up")
  } setup: {
    let pushed = try Pushed(kind)
    return (
      try NextItemInfluence(of: pushed.model.clean, in: pushed.scenario), pushed.sequences
    )
  }
  Benchmark(
    "Local retraining, \(kind.rawValue), beauty preset (outcomes)",
    configuration: .init(maxIterations: 10)
  ) { (benchmark, given: Pushed) in
    let injected = Array(given.sequences.prefix(166))
    benchmark.startMeasurement()
    let outcome = try given.model.local.outcome(injecting: injected)
    benchmark.stopMeasurement()
    benchmark.measurement(.work, 1)
    precondition((0...1).contains(outcome.displayRate), "a display rate of \(outcome.displayRate)")
  } setup: {
    try Pushed(kind)
  }
}
