import Tensor
import Testing

@testable import TensorLearning

/// `QLearner.swift`, `QTraining.swift`, `QLearningResult.swift`.
@Suite struct QLearnerTests {
  /// Options for what a small network learns soon: with seeds 1 to 15, 59 of 60 runs did.
  func options(
    discount: Double = 1, usesDoubleEstimates: Bool = false
  ) -> QLearningOptions {
    QLearningOptions(
      embeddingRank: 4, stateCount: 16, episodes: 1200, batchSize: 16, targetInterval: 10,
      discount: discount, usesDoubleEstimates: usesDoubleEstimates,
      adam: .init(learningRate: 5e-3))
  }

  /// Options for what need not be learned well.
  func shortOptions(seed: UInt64 = 1, batchSize: Int = 8) -> QLearningOptions {
    QLearningOptions(
      embeddingRank: 3, stateCount: 5, episodes: 100, updatesPerRound: 2, batchSize: batchSize,
      replayCapacity: 90, targetInterval: 3, seed: seed)
  }

  /// 1 for b after a.
  func alternation(horizon: Int) -> ClosureEnvironment {
    ClosureEnvironment(actionCount: 3, horizon: horizon) { episodes in
      episodes.map { episode in
        episode.indices.map { $0 > 0 && episode[$0 - 1] == 0 && episode[$0] == 1 ? 1 : 0 }
      }
    }
  }

  @Test(arguments: [(false, 1), (true, 1), (true, 0.9)]) func solvesADecisionProcess(
    usesDoubleEstimates: Bool, discount: Double
  ) throws {
    let process = DecisionProcess.chain(length: 3, horizon: 6)
    let learner = QLearner<Float>(
      options: options(discount: discount, usesDoubleEstimates: usesDoubleEstimates))
    let policy = try learner.train(on: process).policy
    let episode = try policy.greedyEpisode()
    let rewards = process.rewards(of: [episode])[0]
    let found = rewards.reversed().reduce(0) { $1 + discount * $0 }
    let optimum = process.optimum(steps: 6, discount: discount)
    #expect(abs(found - optimum) <= 16 * Double.ulpOfOne)
    // What the network thinks it will get is a learned value: near, not equal.
    let value = try #require(policy.values(after: []).max())
    #expect(abs(value - optimum) < 0.5)
  }

  @Test func theOptimumIsThatByHand() {
    let process = DecisionProcess.chain(length: 3, horizon: 6)
    // Twice three steps to the right; 0.2 in the last step if there are too few for that.
    #expect(process.optimum(steps: 6) == 2)
    #expect(abs(process.optimum(steps: 2) - 0.4) <= Double.ulpOfOne)
    #expect(abs(process.optimum(steps: 4) - 1.2) <= 2 * Double.ulpOfOne)
    #expect(abs(process.optimum(steps: 6, discount: 0.5) - max(0.25 + 1.0 / 32, 0.39375)) < 1e-3)
  }

  @Test(arguments: [false, true]) func findsTheAlternation(usesDoubleEstimates: Bool) throws {
    let learner = QLearner<Float>(options: options(usesDoubleEstimates: usesDoubleEstimates))
    let result = try learner.train(on: alternation(horizon: 6))
    #expect(try result.policy.greedyEpisode() == [0, 1, 0, 1, 0, 1])
    #expect(result.curve[0].meanReturn < 1)
    #expect(try #require(result.curve.last).meanReturn > 2)
  }

  @Test func theSeedDecidesAndThreadsDoNot() throws {
    func train(seed: UInt64, threads: Int) throws -> QLearningResult<Float> {
      // Batches of more than one block of sequences.
      try QLearner(options: shortOptions(seed: seed, batchSize: 80)).train(
        on: alternation(horizon: 4), parallelism: .init(threads: threads))
    }
    let result = try train(seed: 1, threads: 1)
    #expect(try train(seed: 1, threads: 1) == result)
    #expect(try train(seed: 1, threads: 3) == result)
    #expect(try train(seed: 2, threads: 1) != result)
  }

  @Test func theCurveHasAPointForEachRound() throws {
    var seen: [QLearningPoint] = []
    let environment = ClosureEnvironment(actionCount: 2, horizon: 3) { episodes in
      episodes.map { _ in [1, 0.5, 0.25] }
    }
    var options = shortOptions(batchSize: 20)
    options.explorationShare = 0.5
    let result = try QLearner<Double>(options: options).train(on: environment) {
      seen.append($0)
    }
    #expect(result.curve == seen)
    #expect(seen.map(\.episode) == [16, 32, 48, 64, 80, 96, 100])
    #expect(seen.allSatisfy { $0.meanReturn == 1.75 })
    let exploration = [0, 16, 32, 48, 50, 50, 50].map { 1 - 0.95 * Double($0) / 50 }
    for (point, expected) in zip(seen, exploration) {
      #expect(abs(point.exploration - expected) <= 2 * Double.ulpOfOne)
    }
    // A batch of 20 needs two rounds of 16.
    #expect(seen[0].loss == nil)
    #expect(seen.dropFirst().allSatisfy { ($0.loss ?? -1) >= 0 })
  }

  @Test func goesOnFromAPolicy() throws {
    let learner = QLearner<Double>(options: shortOptions())
    let first = try learner.train(on: alternation(horizon: 4)).policy
    let second = try learner.train(on: alternation(horizon: 4), start: first).policy
    #expect(first != second)
    let error = LearningError.shapeMismatch(
      operation: "QLearner.train", expected: "a policy of 2 actions", found: "one of 3")
    #expect(throws: error) {
      try learner.train(
        on: ClosureEnvironment(actionCount: 2, horizon: 4) { _ in [] }, start: first)
    }
  }

  @Test(arguments: [Double.nan, .infinity, 1e300])
  func reportsARewardThatIsNotFinite(reward: Double) throws {
    var calls = 0
    let environment = ClosureEnvironment(actionCount: 2, horizon: 3) { episodes in
      calls += 1
      return episodes.indices.map { [0, 0, calls == 2 && $0 == 5 ? reward : 0] }
    }
    // 1e300 is finite, but not as a Float.
    let error = #expect(throws: LearningError.self) {
      try QLearner<Float>(options: shortOptions()).train(on: environment)
    }
    guard case .rewardNotFinite(let episode, let step, let value)? = error else {
      Issue.record("no such error")
      return
    }
    #expect(episode == 21 && step == 2)
    #expect(value == reward || value.isNaN && reward.isNaN)
  }

  @Test func reportsALossThatIsNotFinite() throws {
    let environment = ClosureEnvironment(actionCount: 2, horizon: 3) { episodes in
      episodes.map { _ in [1e38, 1e38, 3e38] }
    }
    var options = shortOptions()
    options.huberWidth = 1e30
    let error = #expect(throws: LearningError.self) {
      try QLearner<Float>(options: options).train(on: environment)
    }
    guard case .notFinite(let what, let step, _)? = error else {
      Issue.record("no such error")
      return
    }
    #expect(what == "the loss" && step == 1)
  }

  @Test func rejectsRewardsThatDoNotFit() {
    let answers: [[[Double]]] = [
      [], Array(repeating: [0, 0], count: 16), Array(repeating: [0, 0, 0], count: 15),
      Array(repeating: [0, 0, 0], count: 15) + [[0, 0, 0, 0]],
    ]
    for answer in answers {
      #expect(throws: LearningError.self) {
        try QLearner<Double>(options: shortOptions()).train(
          on: ClosureEnvironment(actionCount: 2, horizon: 3) { _ in answer })
      }
    }
  }

  @Test func passesErrorsOn() {
    let learner = QLearner<Double>(options: shortOptions())
    #expect(throws: CancellationError.self) {
      try learner.train(
        on: ClosureEnvironment(actionCount: 2, horizon: 3) { _ in throw CancellationError() })
    }
    #expect(throws: CancellationError.self) {
      try learner.train(on: alternation(horizon: 3)) { _ in throw CancellationError() }
    }
  }

  @Test func rejectsEnvironmentsWithoutActionsOrSteps() {
    let learner = QLearner<Double>(options: shortOptions())
    #expect(
      throws: LearningError.invalidOption(
        name: "horizon", requirement: "0 is not at least 1")
    ) { try learner.train(on: alternation(horizon: 0)) }
    #expect(throws: LearningError.self) {
      try learner.train(on: ClosureEnvironment(actionCount: 0, horizon: 2) { _ in [] })
    }
  }

  @Test func oneActionOneStep() throws {
    let environment = ClosureEnvironment(actionCount: 1, horizon: 1) { episodes in
      episodes.map { _ in [0.5] }
    }
    let policy = try QLearner<Double>(options: shortOptions()).train(on: environment).policy
    #expect(try policy.greedyEpisode() == [0])
  }
}
